export function bundleScript(entry: string): Promise<string>;
