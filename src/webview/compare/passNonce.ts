/** Where the bundler looks for what its own script tags shall carry. */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- the bundler replaces this name
declare let __webpack_nonce__: string;

/** What is loaded later carries the nonce of the first script, without which the page's policy refuses it. */
export function passNonce(): void {
  __webpack_nonce__ = document.currentScript?.nonce ?? '';
}
