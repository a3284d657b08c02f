// Menus are <details>, so they open without scripts. Here they also close as people expect: with
// Escape, with a click elsewhere, when the focus leaves them.

export function menus(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]');

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector('summary')?.focus();
    }
  });

  document.addEventListener('click', (event) => {
    for (const menu of open()) {
      // the main menu pushes the page down instead of covering it, and stays until closed
      const covers = menu.querySelector('ul') !== null;
      if (covers && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener('focusout', (event) => {
    const menu = event.target instanceof Element ? event.target.closest('details[data-menu]') : null;
    const next = event.relatedTarget;
    if (
      menu instanceof HTMLDetailsElement &&
      menu.querySelector('ul') &&
      next instanceof Node &&
      !menu.contains(next)
    ) {
      menu.open = false;
    }
  });
}
