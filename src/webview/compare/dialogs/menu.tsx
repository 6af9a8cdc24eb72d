import type { ComponentChild, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface MenuItem {
  readonly label: string;
  /** Keys that do the same, for the eye. */
  readonly keys?: string | undefined;
  /** Starts a new group. */
  readonly isFirst?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  run(): void;
}

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** The menu opens below it, or above where there is no room. */
  readonly anchor: DOMRect;
  onClose(): void;
}

/** A menu beside what it is about, as the ARIA menu pattern has it. The focus goes back to where it was. */
export function Menu({ label, items, anchor, onClose }: MenuProps): ComponentChild {
  const element = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(() => items.findIndex(({ isDisabled }) => isDisabled !== true));
  const opener = useRef(document.activeElement);

  useLayoutEffect(() => {
    const menu = element.current;
    if (menu === null) {
      return undefined;
    }
    const { width, height } = menu.getBoundingClientRect();
    const below = anchor.bottom + height <= window.innerHeight;
    menu.style.left = `${Math.max(4, Math.min(anchor.left, window.innerWidth - width - 4))}px`;
    menu.style.top = `${Math.max(4, below ? anchor.bottom : anchor.top - height)}px`;
    const onPointerDown = (event: PointerEvent): void => {
      if (event.target instanceof Node && !menu.contains(event.target)) {
        onClose();
      }
    };
    window.addEventListener('pointerdown', onPointerDown, true);
    return () => {
      window.removeEventListener('pointerdown', onPointerDown, true);
      if (opener.current instanceof HTMLElement) {
        opener.current.focus({ preventScroll: true });
      }
    };
  }, []);
  useLayoutEffect(() => element.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(), [active]);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const usable = items.flatMap(({ isDisabled }, index) => (isDisabled === true ? [] : [index]));
    const at = usable.indexOf(active);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: usable.length - 1 }[event.key];
    if (to !== undefined) {
      setActive(usable[(to + usable.length) % usable.length] ?? -1);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      onClose();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={element} class="menu" role="menu" aria-label={label} onKeyDown={onKeyDown}>
      {items.map(({ label: text, keys, isFirst, isDisabled, run }, index) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          class={isFirst === true ? 'menu-item first' : 'menu-item'}
          aria-disabled={isDisabled}
          tabIndex={index === active ? 0 : -1}
          onPointerEnter={() => (isDisabled === true ? undefined : setActive(index))}
          onClick={() => {
            if (isDisabled !== true) {
              onClose();
              run();
            }
          }}
        >
          <span>{text}</span>
          {keys === undefined ? null : <span class="menu-keys">{keys}</span>}
        </button>
      ))}
    </div>
  );
}
