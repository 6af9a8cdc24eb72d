import * as vscode from 'vscode';
import { isBinary } from '../../core/difference/codeSections';
import { pairArtifacts, type ChangedFile } from '../../core/difference/differenceFacts';
import type { DifferenceTarget } from '../../core/difference/versionDifference';
import { LedgerError } from '../../core/errors';
import { findCode, readCodeDifference } from '../../core/io/difference/changedFiles';
import { formatReference, type Dataset, type Evidence } from '../../core/model';
import { codeUri, documentationUri, notebookUri, objectUri, scriptUri, structureUri } from '../documents/documentUri';
import type { FoundVersion } from './comparedVersions';

type TextTarget = Exclude<DifferenceTarget, { kind: 'param' }>;

/** Opens what a comparison speaks of in VS Code's own diff editors. Throws a `LedgerError` when there is nothing to open. */
export async function openDifference(from: FoundVersion, to: FoundVersion, target: TextTarget): Promise<void> {
  switch (target.kind) {
    case 'code':
      return openCode(from, to, () => true);
    case 'codeFile':
      return openCode(from, to, ({ path }) => path === target.path);
    case 'cells':
      return openCells(from, to, target.outputs);
    case 'data':
      return openData(from, to, target.path);
    case 'environment':
      return openEnvironment(from, to);
    case 'documentation':
      return openDiff(documentation(from), documentation(to), `Documentation: ${between(from, to)}`);
    case 'structure':
      return openStructure(from, to, target.path);
    default:
      return target satisfies never;
  }
}

async function openCode(from: FoundVersion, to: FoundVersion, isWanted: (file: ChangedFile) => boolean): Promise<void> {
  const code = await readCodeDifference(await to.open.ledger.git(), from.version, to.version);
  if (code.kind === 'unknown') {
    throw new LedgerError('source-missing', code.reason);
  }
  const files = code.files.filter((file) => !isBinary(file) && isWanted(file));
  const [only] = files;
  if (only === undefined) {
    throw new LedgerError('nothing-to-compare', `No text file differs between the code of ${between(from, to)}.`);
  }
  const top = (await to.open.ledger.git())?.toplevel ?? to.open.root;
  const sides = files.map((file) => ({
    file,
    before: file.kind === 'added' ? undefined : committed(to.open.root, code.from, file.path),
    after: file.kind === 'removed' ? undefined : committed(to.open.root, code.to, file.path),
  }));
  if (files.length === 1 && only.kind === 'changed') {
    const [side] = sides;
    if (side?.before !== undefined && side.after !== undefined) {
      return openDiff(side.before, side.after, `${only.path}: ${between(from, to)}`);
    }
  }
  await vscode.commands.executeCommand(
    'vscode.changes',
    `Code: ${between(from, to)}`,
    sides.map(({ file, before, after }) => [vscode.Uri.joinPath(vscode.Uri.file(top), file.path), before, after]),
  );
}

/** A notebook's outputs are no code, and its JSON is not for reading: it is shown as a script of its cells. */
function committed(root: string, commit: string, path: string): vscode.Uri {
  return path.endsWith('.ipynb') ? scriptUri(root, commit, path) : codeUri(root, commit, path);
}

async function openCells(from: FoundVersion, to: FoundVersion, outputs: boolean): Promise<void> {
  const [before, after] = [evidenceOf(from, 'notebook'), evidenceOf(to, 'notebook')];
  await openDiff(
    notebookUri(from.open.root, before.sha256, named(from, before), outputs),
    notebookUri(to.open.root, after.sha256, named(to, after), outputs),
    `Notebook: ${between(from, to)}`,
  );
}

async function openEnvironment(from: FoundVersion, to: FoundVersion): Promise<void> {
  const [before, after] = [evidenceOf(from, 'environment'), evidenceOf(to, 'environment')];
  await openDiff(
    objectUri(from.open.root, before.sha256, before.name),
    objectUri(to.open.root, after.sha256, after.name),
    `Environment: ${between(from, to)}`,
  );
}

function evidenceOf({ version, open }: FoundVersion, kind: Evidence['kind']): Evidence {
  const evidence = version.evidence.find((candidate) => candidate.kind === kind);
  if (evidence === undefined) {
    throw new LedgerError(
      'object-missing',
      `${reference({ version, open })} has no ${kind} kept with it, so there is nothing to compare.`,
    );
  }
  return evidence;
}

/** `train (churn@v3).ipynb`: two tabs of the same name would not tell which is which. */
function named(found: FoundVersion, { name }: Evidence): string {
  return `${name.replace(/\.ipynb$/, '')} (${reference(found)}).ipynb`;
}

async function openStructure(from: FoundVersion, to: FoundVersion, path: string): Promise<void> {
  const pairs = pairArtifacts(from.version.artifacts, to.version.artifacts);
  const [before, after] = pairs.find((pair) => pair.some((artifact) => artifact?.path === path)) ?? [null, null];
  if (before === null || after === null) {
    throw new LedgerError('nothing-to-compare', `${path} is in one of the two versions only.`);
  }
  const address = (found: FoundVersion, artifact: typeof before): vscode.Uri =>
    structureUri(found.open.root, found.version.id, artifact.sha256, `${artifact.path} (${reference(found)})`);
  await openDiff(address(from, before), address(to, after), `Structure of ${path}: ${between(from, to)}`);
}

/** The pointer that DVC or Git LFS keeps, else the file itself where Git has it. */
async function openData(from: FoundVersion, to: FoundVersion, path: string): Promise<void> {
  const [before, after] = await Promise.all([dataUri(from, path), dataUri(to, path)]);
  if (before === null && after === null) {
    throw new LedgerError(
      'nothing-to-compare',
      `Only the digest of ${path} was recorded: neither Git, Git LFS nor DVC has its content, so there is nothing to open.`,
      { path },
    );
  }
  if (before !== null && after !== null) {
    return openDiff(before, after, `${path}: ${between(from, to)}`);
  }
  await vscode.commands.executeCommand('vscode.changes', `Data: ${between(from, to)}`, [
    [vscode.Uri.joinPath(to.open.uri, path), before ?? undefined, after ?? undefined],
  ]);
}

async function dataUri(found: FoundVersion, path: string): Promise<vscode.Uri | null> {
  const dataset = found.version.datasets.find((candidate) => candidate.path === path);
  const git = await found.open.ledger.git();
  const file = dataset === undefined ? null : keptFile(dataset);
  if (git === null || file === null) {
    return null;
  }
  const { commit } = await findCode(git, found.version);
  if (commit === null) {
    return null;
  }
  const inRepository = await pathInRepository(found, git.toplevel, file);
  const isThere = (await git.raw(['ls-tree', '-r', '--name-only', '-z', commit, '--', inRepository])) !== '';
  return isThere ? codeUri(found.open.root, commit, inRepository) : null;
}

function keptFile({ identity, path }: Dataset): string | null {
  switch (identity.kind) {
    case 'dvc':
      return identity.pointer;
    case 'git':
    case 'lfs':
      return path;
    case 'sha256':
    case 'unresolved':
      return null;
  }
}

async function pathInRepository({ open }: FoundVersion, toplevel: string, path: string): Promise<string> {
  const { relativeInside } = await import('../../core/io/files/workspacePath');
  const root = relativeInside(toplevel, open.root) ?? '';
  return root === '' ? path : `${root}/${path}`;
}

function documentation({ open, version }: FoundVersion): vscode.Uri {
  return documentationUri(open.root, version.id, formatReference(version.model, version.version));
}

async function openDiff(before: vscode.Uri, after: vscode.Uri, title: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.diff', before, after, title);
}

function between(from: FoundVersion, to: FoundVersion): string {
  return from.version.model === to.version.model
    ? `${reference(from)} ↔ v${to.version.version}`
    : `${reference(from)} ↔ ${reference(to)}`;
}

function reference({ version }: Pick<FoundVersion, 'version' | 'open'>): string {
  return formatReference(version.model, version.version);
}
