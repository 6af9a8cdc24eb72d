import path from 'node:path';
import * as vscode from 'vscode';
import { modelNameProblem } from '../../core/ledger/event';
import type { ModelSummary } from '../../core/ledger/versionSummary';
import { cancelled } from '../abort';
import { formatAge, plural } from '../format';

interface ModelItem extends vscode.QuickPickItem {
  /** Null: this row only explains something. */
  readonly model: string | null;
}

/** Asks which model a source feeds: the one it fed last time first, then by age; typing names a new one. */
export async function chooseModel(summaries: readonly ModelSummary[], source: string): Promise<string> {
  const known = knownModels(summaries, source);
  const picker = vscode.window.createQuickPick<ModelItem>();
  picker.title = `Register ${path.posix.basename(source)} as a Version`;
  picker.placeholder = known.length === 0 ? 'Name the model' : 'Choose the model, or type the name of a new one';
  picker.matchOnDescription = false;
  const show = (typed: string) => {
    picker.items = modelItems(known, summaries, typed.trim(), source);
  };
  show('');
  try {
    return await answer(picker, show);
  } finally {
    picker.dispose();
  }
}

/** The rows for what is typed so far. */
export function modelItems(
  known: readonly ModelItem[],
  summaries: readonly ModelSummary[],
  typed: string,
  source: string,
): readonly ModelItem[] {
  const isTaken = (name: string) => summaries.some(({ model }) => model.toLowerCase() === name.toLowerCase());
  if (typed === '') {
    const suggestion = suggestModelName(source);
    return isTaken(suggestion) ? known : [...known, newModel(suggestion)];
  }
  return isTaken(typed) ? known : [...known, newModel(typed)];
}

function knownModels(summaries: readonly ModelSummary[], source: string): readonly ModelItem[] {
  const isFed = (summary: ModelSummary) => summary.versions.some((version) => version.source.path === source);
  const newest = (summary: ModelSummary) => summary.versions[0]?.at ?? '';
  const now = Date.now();
  return summaries
    .toSorted((a, b) => Number(isFed(b)) - Number(isFed(a)) || newest(b).localeCompare(newest(a)))
    .map((summary) => ({
      model: summary.model,
      label: summary.model,
      iconPath: new vscode.ThemeIcon('layers'),
      description: describeModel(summary, now),
      ...(isFed(summary) ? { detail: `${path.posix.basename(source)} was registered here before` } : {}),
    }));
}

function describeModel({ versions }: ModelSummary, now: number): string {
  const newest = versions[0];
  return newest === undefined
    ? 'no versions'
    : `${plural(versions.length, 'version')}, newest v${newest.version} ${formatAge(newest.at, now)}`;
}

function newModel(name: string): ModelItem {
  const problem = modelNameProblem(name);
  if (problem !== null) {
    return {
      model: null,
      label: 'This cannot be a model name',
      // The label says that already, and a row is short.
      detail: problem.replace(/^.*? cannot be a model name\. /, ''),
      iconPath: new vscode.ThemeIcon('error'),
      alwaysShow: true,
    };
  }
  return {
    model: name,
    label: `New model: ${name}`,
    description: 'starts at v1',
    iconPath: new vscode.ThemeIcon('add'),
    alwaysShow: true,
  };
}

/** `train_churn.ipynb` suggests `churn`: what is left of the file's name without the words for the work. */
export function suggestModelName(source: string): string {
  const stem = path.posix.basename(source).replace(/\.[^.]*$/, '');
  const words = stem.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const telling = words.filter(
    (word) => !/^(?:train(?:ing)?|fit|notebook|model|copy|untitled\d*|final|\d+)$/i.test(word),
  );
  const name = (telling.length > 0 ? telling : words).join('-').toLowerCase();
  return modelNameProblem(name) === null ? name : 'model';
}

function answer(picker: vscode.QuickPick<ModelItem>, show: (typed: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    picker.onDidChangeValue(show);
    picker.onDidAccept(() => {
      const model = picker.selectedItems[0]?.model ?? null;
      // A row that explains keeps the question open.
      if (model !== null) {
        resolve(model);
      }
    });
    picker.onDidHide(() => reject(cancelled()));
    picker.show();
  });
}
