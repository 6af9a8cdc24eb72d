import type { TaskFacts } from './codeFacts';
import type { Machine } from './machine';
import type { Expression } from './syntax';

/** Data beside that of a task: what is predicted in the end, and what words or places mean. */
const BESIDE =
  /test|submi|valid|sample|holdout|unseen|predict|label|lookup|meta|glove|embed|vocab|stopword|classes|result|score/i;

/** Other data after a training: another task, as soon as it is split. */
export function noteTaskData(machine: Machine, path: string): void {
  const { facts, loop, cell, targetNames } = machine;
  if (facts.trainings.length === 0 || loop !== null || BESIDE.test(path.replace(/^.*[/\\]/, ''))) {
    return;
  }
  facts.task.readFrom ??= cell;
  if (BUILT_IN.test(path) || targetNames.some((name) => /train/i.test(name))) {
    noteTaskSplit(machine);
  }
}

/** A library's own data is there to be trained on: `sklearn.datasets.load_iris`. */
const BUILT_IN = /^[\w.]*\bdatasets?\.[\w.]+$/;

/** A split of data into parts: of other data than before it begins another task. */
export function noteTaskSplit({ facts, loop }: Machine): void {
  const { task } = facts;
  if (task.readFrom !== null && loop === null) {
    startTask(facts.task, task.readFrom);
    task.readFrom = null;
    task.target = null;
  }
}

function startTask(task: TaskFacts, cell: number): void {
  if (!task.starts.includes(cell) && task.starts.length < MOST) {
    task.starts.push(cell);
  }
}

const MOST = 50;
const TARGET = /^(?:y|y_?train|target|targets|y_(?:reg|class|clf)\w*)$/i;

/** `y = df['price']` after models of another column were trained. */
export function noteTarget(machine: Machine, names: readonly string[], value: Expression): void {
  if (machine.loop !== null || !names.some((name) => TARGET.test(name))) {
    return;
  }
  const name = columnOf(value);
  const { task, trainings } = machine.facts;
  if (name === null) {
    return;
  }
  const before = task.target;
  if (before !== null && trainings.length > before.trainings && !isSame(before.name, name)) {
    startTask(task, machine.cell);
  }
  task.target = { name, trainings: before !== null && isSame(before.name, name) ? before.trainings : trainings.length };
}

/** `price`, `Price` and `log_price` are one target. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return a === undefined || b === undefined || a.includes(b) || b.includes(a);
}

function columnOf(value: Expression): string | null {
  if (value.kind === 'call' && value.callee.kind === 'attribute' && SHAPES.test(value.callee.name)) {
    return columnOf(value.callee.object);
  }
  if (value.kind === 'attribute') {
    return value.name === 'values' ? columnOf(value.object) : value.object.kind === 'name' ? value.name : null;
  }
  const [only] = value.kind === 'index' && value.index.kind === 'text' ? value.index.parts : [];
  return value.kind === 'index' && value.object.kind === 'name' && typeof only === 'string' ? only : null;
}

const SHAPES = /^(?:to_numpy|ravel|astype|copy|reshape|flatten|to_list|map)$/;
