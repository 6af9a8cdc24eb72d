/** The address that opens a folder, a .code-workspace file or (undefined) an empty window in the hosted workbench. */
export function workbenchAddress(
  origin: string,
  workspace: string | undefined,
  payload: readonly (readonly [string, string])[] = [],
): string {
  const parameters = [
    workspace === undefined ? 'ew=true' : `${kind(workspace)}=${encodePath(workspace)}`,
    ...(payload.length > 0 ? [`payload=${encodeURIComponent(JSON.stringify(payload))}`] : []),
  ];
  return `${origin}/?${parameters.join('&')}`;
}

function kind(workspace: string): string {
  return workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
}

/** Slashes stay, because a person reads this address. */
function encodePath(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
