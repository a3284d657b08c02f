// Screen readers miss a status line that arrives together with its text: this one is always there.
export function say(text: string): void {
  let line = document.getElementById('said');
  if (!line) {
    line = document.createElement('div');
    line.id = 'said';
    line.className = 'visually-hidden';
    line.setAttribute('aria-live', 'polite');
    document.body.append(line);
  }
  line.textContent = '';
  const here = line;
  setTimeout(() => {
    here.textContent = text.trim();
  }, 100);
}
