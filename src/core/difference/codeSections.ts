import { cellName } from '../cellName';
import type { CellDifference, ChangedFile, CodeDifference } from './differenceFacts';
import { plural, section, summarise } from './sectionWords';
import type { DifferenceItem, DifferenceSection } from './versionDifference';

const SHORT_COMMIT = 7;

export function describeCode(code: CodeDifference): DifferenceSection {
  if (code.kind === 'unknown') {
    return section('code', 'Code', 'not known', [], { notes: [code.reason] });
  }
  const between = `${code.from.slice(0, SHORT_COMMIT)} → ${code.to.slice(0, SHORT_COMMIT)}`;
  if (code.from === code.to || code.files.length === 0) {
    return section(
      'code',
      'Code',
      `the same files${code.from === code.to ? ' at the same commit' : `, ${between}`}`,
      [],
      {
        notes: code.notes,
      },
    );
  }
  const lines = (count: (file: ChangedFile) => number | null): number =>
    code.files.reduce((sum, file) => sum + (count(file) ?? 0), 0);
  const summary = `${plural(code.files.length, 'file')}, +${lines(({ added }) => added)} −${lines(({ removed }) => removed)} lines, ${between}`;
  const readable = code.files.filter((file) => !isBinary(file));
  return section('code', 'Code', summary, code.files.map(fileItem), {
    notes: code.notes,
    opens: readable.length === 0 ? [] : [{ label: 'Open all changes', target: { kind: 'code' } }],
  });
}

export function isBinary({ added, removed }: ChangedFile): boolean {
  return added === null || removed === null;
}

function fileItem(file: ChangedFile): DifferenceItem {
  return {
    name: file.path,
    kind: file.kind,
    from: null,
    to: null,
    note: isBinary(file) ? 'binary' : `+${file.added ?? 0} −${file.removed ?? 0}`,
    verdict: null,
    opens: isBinary(file) ? null : { kind: 'codeFile', path: file.path },
  };
}

export function describeCells(cells: CellDifference): DifferenceSection {
  if (cells.kind === 'unknown') {
    return section('cells', 'Notebook', 'not known', [], { notes: [cells.reason] });
  }
  const items = cells.changes.map(({ kind, cell, text }): DifferenceItem => ({
    name: `${cellName({ index: cell })}${kind === 'removed' ? ' (before)' : ''}`,
    kind: kind === 'edited' ? 'changed' : kind,
    from: null,
    to: null,
    note: text.replaceAll('`', ''),
    verdict: null,
    opens: { kind: 'cells', outputs: false },
  }));
  return section('cells', 'Notebook', summarise(items, cells.same), items, {
    opens: [
      ...(items.length === 0 ? [] : [{ label: 'Compare cells', target: { kind: 'cells', outputs: false } as const }]),
      { label: 'Compare with outputs', target: { kind: 'cells', outputs: true } },
    ],
  });
}
