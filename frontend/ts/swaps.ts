// A form or a link with data-swap="ID" changes only the element with that id. The page that would
// have been opened is fetched and its element taken, so the server needs to know nothing of it, the
// address is the same as without scripts, and Back works.

import { say } from './say';

let turn = 0;

// The address whose content is on the screen, without its anchor.
let shown = location.pathname + location.search;

export function swaps(): void {
  if (!('pushState' in history)) return;

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'get') return;
    const id = form.dataset['swap'];
    if (!id || !document.getElementById(id)) return;
    const address = new URL(form.action);
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form, event.submitter)) {
      // empty fields say nothing: without them addresses stay short and are shared more easily
      if (typeof value === 'string' && value !== '') query.append(name, value);
    }
    address.search = query.toString();
    event.preventDefault();
    void swap(id, address, true);
  });

  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const id = link?.closest<HTMLElement>('[data-swap]:not(form)')?.dataset['swap'];
    if (!link || !id || link.origin !== location.origin || link.target) return;
    // an anchor within the page is an ordinary link
    if (link.hash && link.search === location.search) return;
    // a link inside the swapped list to some other page is an ordinary link
    if (link.pathname !== location.pathname || !document.getElementById(id)) return;
    event.preventDefault();
    void swap(id, new URL(link.href), true);
  });

  addEventListener('popstate', (event) => {
    // following an anchor (a skip link) tells of itself here too, and changes nothing
    if (location.pathname + location.search === shown) return;
    const id = (event.state as { swap?: string } | null)?.swap;
    if (id && document.getElementById(id)) void swap(id, new URL(location.href), false);
    else if (document.querySelector('[data-swap]')) location.reload();
  });
}

async function swap(id: string, address: URL, push: boolean): Promise<void> {
  const mine = ++turn;
  const old = document.getElementById(id);
  old?.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById(id);
    if (mine !== turn) return;
    if (!answer.ok || !old || !fresh) throw new Error('not the page we expected');
    if (push) {
      if (!(history.state as { swap?: string } | null)?.swap) {
        history.replaceState({ swap: id }, '');
      }
      history.pushState({ swap: id }, '', address);
    }
    shown = location.pathname + location.search;
    document.title = page.title;
    old.replaceWith(document.adoptNode(fresh));
    languages(page);
    fresh.tabIndex = -1;
    fresh.focus({ preventScroll: true });
    if (push && fresh.getBoundingClientRect().top < 0) {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      fresh.scrollIntoView({ behavior: calm ? 'auto' : 'smooth' });
    }
    say(fresh.querySelector('[role=status]')?.textContent ?? '');
  } catch {
    // whatever went wrong, the ordinary way still works
    if (mine === turn) location.assign(address);
  }
}

// the language menu must lead to the same list, so it is renewed as well
function languages(page: Document): void {
  const fresh = page.querySelector('.lang-menu');
  const old = document.querySelector('.lang-menu');
  if (fresh && old) old.replaceWith(document.adoptNode(fresh));
}
