const CONTROLS = 'button, a[href], select, input';

export function closestCell(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
}

/**
 * The main control, or the only one, is used at once; of several equal ones the first is focused, and F2 always does
 * that. False when the cell has none.
 */
export function enterCell(cell: HTMLElement, { shiftKey, key }: Pick<KeyboardEvent, 'shiftKey' | 'key'>): boolean {
  const controls = [...cell.querySelectorAll<HTMLElement>(CONTROLS)];
  const main = cell.querySelector<HTMLElement>('[data-main]') ?? (controls.length === 1 ? controls[0] : undefined);
  if (main !== undefined && (key !== 'F2' || controls.length === 1)) {
    main.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey }));
    return true;
  }
  controls[0]?.focus();
  return controls.length > 0;
}

export function moveInsideCell(event: KeyboardEvent, cell: HTMLElement): void {
  const controls = [...cell.querySelectorAll<HTMLElement>(CONTROLS)];
  const at = controls.findIndex((control) => control === event.target);
  const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : -1;
  if (event.key === 'Escape') {
    cell.focus();
  } else if (event.key.startsWith('Arrow')) {
    controls[(at + step + controls.length) % controls.length]?.focus();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}
