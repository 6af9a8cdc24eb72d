import type { Person } from '../core/model';

/** `2024-06-12 14:03`, in UTC so that two people who read it aloud mean the same moment. */
export function formatTime(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

export function formatPerson(person: Person): string {
  return person.email === '' ? person.name : `${person.name} <${person.email}>`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : Number(value.toPrecision(3))} ${UNITS[unit] ?? 'B'}`;
}

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
