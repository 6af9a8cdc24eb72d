import type { HostMessage } from '../../protocol/comparePage';

/**
 * A message from the host, or null when it is not one of ours (VS Code and other extensions' frames may post too). The
 * shape is checked as deep as the page relies on it before `TableData` checks the rows; walking a million values
 * again would cost more than it could find.
 */
export function readHostMessage(value: unknown): HostMessage | null {
  if (!isRecord(value)) {
    return null;
  }
  // The casts below hold because the checks beside them cover every field that the page reads without looking.
  if (value['kind'] === 'state') {
    return isState(value['state']) ? (value as unknown as HostMessage) : null;
  }
  if (value['kind'] === 'delta') {
    return isDelta(value) ? (value as unknown as HostMessage) : null;
  }
  if (value['kind'] === 'reply' && typeof value['request'] === 'number') {
    return isOutcome(value) ? (value as unknown as HostMessage) : null;
  }
  return null;
}

function isOutcome(reply: Record<string, unknown>): boolean {
  return reply['ok'] === true ? 'result' in reply : reply['ok'] === false && isError(reply['error']);
}

function isState(state: unknown): boolean {
  if (!isRecord(state) || typeof state['revision'] !== 'number') {
    return false;
  }
  if (state['status'] === 'failed') {
    return isError(state['error']);
  }
  const { compared, table, first, stages, missing, faults, starred } = state;
  return (
    state['status'] === 'ready' &&
    isRecord(compared) &&
    (Array.isArray(compared['ids']) || Array.isArray(compared['models'])) &&
    isTable(table) &&
    isChunk(first) &&
    Array.isArray(stages) &&
    Array.isArray(missing) &&
    areTexts(faults) &&
    Array.isArray(starred)
  );
}

function isDelta({ base, revision, delta, compared, stages, missing, faults }: Record<string, unknown>): boolean {
  return (
    typeof base === 'number' &&
    typeof revision === 'number' &&
    isRecord(compared) &&
    Array.isArray(stages) &&
    Array.isArray(missing) &&
    areTexts(faults) &&
    isRecord(delta) &&
    isTable(delta['table']) &&
    delta['kept'] instanceof Int32Array &&
    isChunk({ from: 0, heads: delta['heads'], parts: delta['parts'] }) &&
    Array.isArray(delta['columns']) &&
    delta['columns'].every(
      (column) => isRecord(column) && typeof column['index'] === 'number' && isPart(column['part']),
    )
  );
}

function isTable(table: unknown): boolean {
  return (
    isRecord(table) &&
    Number.isSafeInteger(table['rows']) &&
    Array.isArray(table['columns']) &&
    table['columns'].every(
      (column) =>
        isRecord(column) &&
        typeof column['id'] === 'string' &&
        typeof column['group'] === 'string' &&
        typeof column['name'] === 'string',
    )
  );
}

export function isChunk(chunk: unknown): boolean {
  return (
    isRecord(chunk) &&
    Number.isSafeInteger(chunk['from']) &&
    Array.isArray(chunk['heads']) &&
    chunk['heads'].every(
      (head) => isRecord(head) && typeof head['id'] === 'string' && Array.isArray(head['aliases']),
    ) &&
    Array.isArray(chunk['parts']) &&
    chunk['parts'].every(isPart)
  );
}

function isPart(part: unknown): boolean {
  if (!isRecord(part)) {
    return false;
  }
  if (part['kind'] === 'metric') {
    return part['values'] instanceof Float64Array && (part['cells'] === null || part['cells'] instanceof Int32Array);
  }
  return part['kind'] === 'fact' && part['codes'] instanceof Uint32Array && Array.isArray(part['added']);
}

function isError(error: unknown): boolean {
  return isRecord(error) && typeof error['message'] === 'string' && typeof error['code'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Also none: an older host sends no such field. */
function areTexts(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((each) => typeof each === 'string'));
}
