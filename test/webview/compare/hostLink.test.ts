import { describe, expect, it } from 'vitest';
import { createTableSource } from '../../../src/core/table/tableSource';
import type { ComparePageState, HostMessage } from '../../../src/protocol/comparePage';
import { HostLink } from '../../../src/webview/compare/hostLink';
import { readHostMessage } from '../../../src/webview/compare/hostMessage';
import { storyVersions } from './support/comparedVersions';

function state(): Extract<ComparePageState, { status: 'ready' }> {
  const source = createTableSource(storyVersions(2), { required: [], textLimit: null });
  return {
    status: 'ready',
    revision: 1,
    compared: { kind: 'versions', ids: [] },
    table: source.table,
    first: source.chunk(0, 10),
    stages: ['none'],
    missing: [],
    view: null,
    starred: [],
  };
}

function link(): { readonly link: HostLink; readonly sent: unknown[]; readonly states: ComparePageState[] } {
  const sent: unknown[] = [];
  const states: ComparePageState[] = [];
  const api = {
    postMessage: (message: unknown) => sent.push(message),
    getState: () => null,
    setState: () => undefined,
  };
  return {
    link: new HostLink(
      api,
      (received) => states.push(received),
      () => undefined,
    ),
    sent,
    states,
  };
}

describe('HostLink', () => {
  it('hands each reply to the request that it answers', async () => {
    const { link: line, sent } = link();

    const first = line.request('openCard', { id: 'a' });
    const second = line.request('pickBaseline', {});
    line.receive({ data: { kind: 'reply', request: 2, ok: true, result: { id: 'b' } } });
    line.receive({
      data: { kind: 'reply', request: 1, ok: false, error: { code: 'unexpected', message: 'No card.' } },
    });

    expect(sent).toEqual([
      { kind: 'openCard', request: 1, id: 'a' },
      { kind: 'pickBaseline', request: 2 },
    ]);
    await expect(second).resolves.toEqual({ id: 'b' });
    await expect(first).rejects.toMatchObject({ error: { message: 'No card.' } });
  });

  it('passes states on and drops what is not of ours', () => {
    const { link: line, states } = link();

    line.receive({ data: { kind: 'state', state: state() } });
    line.receive({ data: { kind: 'state', state: { status: 'ready' } } });
    line.receive({ data: 'vscode-something' });
    line.receive({ data: { kind: 'reply', request: 99, ok: true, result: null } });

    expect(states).toHaveLength(1);
  });
});

describe('readHostMessage', () => {
  it.each<[string, unknown]>([
    ['a state without a table', { ...state(), table: undefined }],
    [
      'rows that are no typed arrays',
      { ...state(), first: { from: 0, heads: [], parts: [{ kind: 'metric', values: [1], cells: null }] } },
    ],
    ['a column without a name', { ...state(), table: { rows: 1, columns: [{ id: 'x', group: 'param' }] } }],
    ['a failure without a sentence', { status: 'failed', revision: 1, error: {} }],
    ['nothing compared', { ...state(), compared: null }],
  ])('refuses %s', (_, damaged) => {
    expect(readHostMessage({ kind: 'state', state: damaged })).toBeNull();
  });

  it('reads a failure', () => {
    const message: HostMessage = {
      kind: 'state',
      state: { status: 'failed', revision: 1, error: { code: 'model-unknown', message: 'There is no model.' } },
    };

    expect(readHostMessage(message)).toEqual(message);
  });
});
