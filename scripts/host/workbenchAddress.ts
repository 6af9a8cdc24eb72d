/** The address that opens a folder, a .code-workspace file or (undefined) an empty window in the hosted workbench. */
export function workbenchAddress(
  origin: string,
  workspace: string | undefined,
  payload: readonly (readonly [string, string])[] = [],
): string {
  const query = new URLSearchParams();
  if (workspace === undefined) {
    query.set('ew', 'true');
  } else {
    query.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  }
  if (payload.length > 0) {
    query.set('payload', JSON.stringify(payload));
  }
  return `${origin}/?${query.toString()}`;
}
