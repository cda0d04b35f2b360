/** Folded parts of the page: what an address leads to is unfolded, as is everything that is printed. */
import { all } from './elements.ts';

const PARTS = 'details.part';

function unfoldTo(hash: string): void {
  if (hash.length < 2) return;
  let target: HTMLElement | null = null;
  try {
    target = document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    // An address that is none.
  }
  for (let part = target?.closest<HTMLDetailsElement>(PARTS); part; ) {
    part.open = true;
    part = part.parentElement?.closest<HTMLDetailsElement>(PARTS);
  }
  target?.scrollIntoView();
}

export function wireFolds(): void {
  for (const link of all<HTMLAnchorElement>('a[href^="#"]')) {
    // The address may be the same as before: then nothing else would tell.
    link.addEventListener('click', () => unfoldTo(link.hash));
  }
  window.addEventListener('hashchange', () => unfoldTo(location.hash));
  unfoldTo(location.hash);
  for (const button of all<HTMLButtonElement>('button[data-unfold]')) {
    const label = button.textContent ?? '';
    button.addEventListener('click', () => {
      const parts = all<HTMLDetailsElement>(PARTS, button.closest('.appendix') ?? document);
      const isFolded = parts.some(({ open }) => !open);
      for (const part of parts) part.open = isFolded;
      button.textContent = isFolded ? (button.dataset.fold ?? label) : label;
    });
  }
}

/** Unfolds all of it; what is returned folds again what was folded. */
export function unfoldAll(): () => void {
  const folded = all<HTMLDetailsElement>(PARTS).filter(({ open }) => !open);
  for (const part of folded) part.open = true;
  return () => {
    for (const part of folded) part.open = false;
  };
}
