/** What the order of events depends on; both known and unknown events have it. */
export interface Orderable {
  readonly id: string;
  readonly at: string;
  readonly parents: readonly { readonly id: string }[];
}

interface Node<T> {
  readonly item: T;
  readonly time: number;
}

/**
 * The one order in which a model's events are folded: parents first, then time, then id. It depends only on the set of
 * events, never on the order of `items`. Parents that are not in the set are ignored; events in a cycle (which only
 * tampering can make) come last by time and id. Ids must be unique.
 */
export function orderEvents<T extends Orderable>(items: readonly T[]): readonly T[] {
  const nodes = items.map((item) => ({ item, time: Date.parse(item.at) })).sort(byTimeThenId);
  return isParentsFirst(nodes) ? nodes.map((node) => node.item) : walk(nodes);
}

function byTimeThenId<T extends Orderable>(a: Node<T>, b: Node<T>): number {
  if (a.time !== b.time) {
    return a.time - b.time;
  }
  return a.item.id < b.item.id ? -1 : a.item.id > b.item.id ? 1 : 0;
}

/** With honest clocks this holds, and then the walk below would give exactly this order. */
function isParentsFirst<T extends Orderable>(nodes: readonly Node<T>[]): boolean {
  // One after another, as most models grow: then nothing needs to be looked up.
  if (nodes.every(({ item }, index) => item.parents.every(({ id }) => id === nodes[index - 1]?.item.id))) {
    return true;
  }
  const position = new Map(nodes.map((node, index) => [node.item.id, index]));
  return nodes.every((node, index) => node.item.parents.every((parent) => (position.get(parent.id) ?? -1) < index));
}

/** Kahn's algorithm; of the events that are ready, the earliest goes first. `nodes` is sorted by time and id. */
function walk<T extends Orderable>(nodes: readonly Node<T>[]): readonly T[] {
  const position = new Map(nodes.map((node, index) => [node.item.id, index]));
  const waitingFor: number[] = new Array<number>(nodes.length).fill(0);
  const children: number[][] = nodes.map(() => []);
  nodes.forEach((node, index) => {
    for (const parent of new Set(node.item.parents.map((ref) => ref.id))) {
      const at = position.get(parent);
      if (at !== undefined) {
        children[at]?.push(index);
        waitingFor[index] = (waitingFor[index] ?? 0) + 1;
      }
    }
  });
  const ready = new SmallestFirst();
  waitingFor.forEach((count, index) => {
    if (count === 0) {
      ready.push(index);
    }
  });
  const taken = new Set<number>();
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    taken.add(index);
    for (const child of children[index] ?? []) {
      const left = (waitingFor[child] ?? 0) - 1;
      waitingFor[child] = left;
      if (left === 0) {
        ready.push(child);
      }
    }
  }
  const inCycles = nodes.map((_, index) => index).filter((index) => !taken.has(index));
  return [...taken, ...inCycles].flatMap((index) => nodes[index]?.item ?? []);
}

/** A binary heap of positions. */
class SmallestFirst {
  private readonly heap: number[] = [];

  push(value: number): void {
    const heap = this.heap;
    let index = heap.push(value) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (this.at(above) <= value) {
        break;
      }
      heap[index] = this.at(above);
      index = above;
    }
    heap[index] = value;
  }

  pop(): number | undefined {
    const heap = this.heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) {
      return first;
    }
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const below = this.at(left + 1) < this.at(left) ? left + 1 : left;
      if (this.at(below) >= last) {
        break;
      }
      heap[index] = this.at(below);
      index = below;
    }
    heap[index] = last;
    return first;
  }

  private at(index: number): number {
    return this.heap[index] ?? Infinity;
  }
}
