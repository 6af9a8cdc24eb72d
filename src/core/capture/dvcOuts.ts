/** One output that a `.dvc` file or a `dvc.lock` records. */
export interface DvcOut {
  /** As written: relative to `wdir`, with forward slashes. */
  readonly path: string;
  /** Folder that `path` is relative to, itself relative to the file that says it; `.` when it says nothing. */
  readonly wdir: string;
  /** As DVC writes it, `….dir` for folders; null where only a remote's etag or version is recorded. */
  readonly digest: string | null;
  /** `md5` from DVC 3 on; null in files of DVC 2, whose md5 of a text is that of its LF form. */
  readonly hash: string | null;
  readonly size: number | null;
}

/** The outputs in the content of a `.dvc` file. Damaged or foreign content has none. */
export function readDvcFile(content: unknown): readonly DvcOut[] {
  const wdir = text(field(content, 'wdir')) ?? '.';
  return list(field(content, 'outs')).flatMap((out) => readOut(out, wdir));
}

/** The outputs of all stages in the content of a `dvc.lock`. */
export function readDvcLock(content: unknown): readonly DvcOut[] {
  const stages = field(content, 'stages');
  const all = typeof stages === 'object' && stages !== null ? Object.values(stages as Record<string, unknown>) : [];
  return all.flatMap((stage) => list(field(stage, 'outs')).flatMap((out) => readOut(out, '.')));
}

function readOut(out: unknown, wdir: string): readonly DvcOut[] {
  const path = text(field(out, 'path'));
  if (path === null) {
    return [];
  }
  const hash = text(field(out, 'hash'));
  const size = field(out, 'size');
  return [
    {
      path,
      wdir,
      digest: text(field(out, hash ?? 'md5')) ?? text(field(out, 'md5')),
      hash,
      size: typeof size === 'number' ? size : null,
    },
  ];
}

/** The files of a folder that DVC tracks, by their path in it, from the content of its `.dir` object. */
export function readDvcDirectory(content: unknown): ReadonlyMap<string, string> {
  const entries = list(content).flatMap((entry) => {
    const relpath = text(field(entry, 'relpath'));
    const digest = text(field(entry, 'md5'));
    return relpath === null || digest === null ? [] : [[relpath, digest] as const];
  });
  return new Map(entries);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
