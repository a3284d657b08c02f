// A button that copies what stands beside it. Without it the text is selected by hand.
import { say } from './say';

export function copy(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    const from = document.getElementById(box.dataset['copy'] ?? '');
    const button = box.querySelector('button');
    // browsers lend the clipboard over safe connections only
    if (!from || !button || !navigator.clipboard) continue;
    box.hidden = false;
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText((from.textContent ?? '').trim()).then(
        () => {
          const done = box.dataset['done'] ?? '';
          button.textContent = done;
          say(done);
        },
        // it was not allowed: what is to be copied is at least selected
        () => getSelection()?.selectAllChildren(from),
      );
    });
  }
}
