// "Use my position": asks the device where it is, rounds that to about a hundred metres before it leaves
// the page, and asks the form's question again. Without scripts, or where the device does not tell,
// one chooses a stop or a district.
import { say } from './say';

/** Digits after the point: about a hundred metres, as the server rounds as well. */
const DIGITS = 3;

export function place(): void {
  if (!isSecureContext || !('geolocation' in navigator)) return;
  for (const box of document.querySelectorAll<HTMLElement>('[data-place]')) box.hidden = false;

  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const box = button?.closest<HTMLElement>('[data-place]');
    const form = button?.form;
    const select = form?.elements.namedItem(box?.dataset['place'] ?? '');
    if (!button || !box || !form || !(select instanceof HTMLSelectElement)) return;
    button.disabled = true;
    tell(box, box.dataset['asking']);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.disabled = false;
        tell(box, '');
        here(select, `${coords.latitude.toFixed(DIGITS)},${coords.longitude.toFixed(DIGITS)}`, box.dataset['here']);
        form.requestSubmit();
      },
      () => {
        button.disabled = false;
        tell(box, box.dataset['denied']);
      },
      { maximumAge: 300_000, timeout: 15_000 },
    );
  });
}

/** Chooses the place in the list, where it may stand from an earlier time. */
function here(select: HTMLSelectElement, value: string, label = ''): void {
  let option = [...select.options].find((o) => o.value.includes(','));
  if (!option) {
    option = new Option();
    select.options.add(option, 1);
  }
  option.value = value;
  option.text = label;
  select.value = value;
}

function tell(box: HTMLElement, text = ''): void {
  const line = box.querySelector('[data-said]');
  if (line) line.textContent = text;
  if (text) say(text);
}
