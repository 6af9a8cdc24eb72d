/**
 * Stands for the package `debug` in bundles: simple-git writes a trace to it that nobody can turn on in our programs, and
 * each start would load it for nothing.
 */
export default function debug() {
  const log = () => undefined;
  return Object.assign(log, { enabled: false, namespace: '', destroy: () => false, extend: debug });
}

debug.formatters = {};
debug.enabled = () => false;
export { debug };
