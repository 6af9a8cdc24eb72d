import { describe, expect, it } from 'vitest';
import { workbenchAddress } from '../../scripts/host/workbenchAddress';

const origin = 'http://127.0.0.1:4000';

describe('the address of the workbench', () => {
  it.each([
    ['/tmp/sample', '/?folder=/tmp/sample'],
    ['/tmp/my models/a&b', '/?folder=/tmp/my%20models/a%26b'],
    ['/tmp/both.code-workspace', '/?workspace=/tmp/both.code-workspace'],
    [undefined, '/?ew=true'],
  ])('opens %s at %s', (workspace, address) => {
    expect(workbenchAddress(origin, workspace)).toBe(origin + address);
  });

  it('carries a payload that reads back', () => {
    const payload = [['extensionTestsPath', 'vscode-remote://127.0.0.1:4000/a b']] as const;

    const address = new URL(workbenchAddress(origin, '/tmp/sample', payload));

    expect(JSON.parse(address.searchParams.get('payload') ?? '')).toEqual(payload);
  });
});
