// Saving an offer without leaving the page, and the buttons that only a script can serve: print, and
// the device's own way of sharing. Without scripts the form opens the same page again.
import { say } from './say';

export function keep(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
    button.hidden = false;
  }
  if (typeof navigator.share === 'function') {
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-share]')) {
      button.hidden = false;
    }
  }

  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.hasAttribute('data-print')) print();
    const share = button?.dataset['share'];
    if (share) {
      // closing the device's menu is no error
      navigator.share({ title: document.title, url: new URL(share, location.href).href }).catch(() => {});
    }
  });

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['save'] === undefined) return;
    // in the list itself the entry goes, and with it comes the way back: a page of its own
    if (location.pathname === new URL(form.action).pathname) return;
    event.preventDefault();
    void save(form, new FormData(form, event.submitter));
  });
}

async function save(form: HTMLFormElement, data: FormData): Promise<void> {
  try {
    const body = new URLSearchParams();
    for (const [name, value] of data) if (typeof value === 'string') body.append(name, value);
    const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById(form.id);
    if (!answer.ok || !fresh) throw new Error('not the page we expected');
    form.replaceWith(document.adoptNode(fresh));
    const button = fresh.querySelector('button');
    button?.focus();
    say(button?.textContent ?? '');
  } catch {
    // a full list is told on its own page
    const field = document.createElement('input');
    const [name, value] = [...data][0] ?? ['', ''];
    Object.assign(field, { type: 'hidden', name, value: String(value) });
    form.append(field);
    form.submit();
  }
}
