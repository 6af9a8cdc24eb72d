/** Text as YAML reads it back, in a block and inside braces: quoted unless it is a plain word or path. */
export function yamlScalar(text: string): string {
  return /^[A-Za-z_][\w./-]*$/.test(text) && !/^(?:true|false|null)$/i.test(text) ? text : JSON.stringify(text);
}
