import type { ComponentChild, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons';

export interface ExportChoice {
  readonly label: string;
  act(): void;
}

/** What can be taken out of the page: a button with a menu. */
export function ExportMenu({ choices }: { readonly choices: readonly ExportChoice[] }): ComponentChild {
  const [isOpen, setIsOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (!isOpen) {
      return undefined;
    }
    place.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const close = (event: Event): void => {
      if (event.target instanceof Node && place.current?.contains(event.target) !== true) {
        setIsOpen(false);
      }
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [isOpen]);
  const closeMenu = (): void => {
    setIsOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const items = [...(place.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const to = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at + items.length - 1) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items[to]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      closeMenu();
    }
  };
  return (
    <span class="menu-place" ref={place} onKeyDown={(event) => (isOpen ? onKeyDown(event) : undefined)}>
      <button
        type="button"
        class="button"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="export" />
        Export
      </button>
      {isOpen ? (
        <div class="export-menu" role="menu" aria-label="Export">
          {choices.map(({ label, act }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                closeMenu();
                act();
              }}
            >
              {label}
            </button>
          ))}
        </div>
      ) : null}
    </span>
  );
}
