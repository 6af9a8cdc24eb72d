import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The page's frame. The policy lets it load its own two files and nothing else. */
export function comparePageHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const folder = pageFolder(extensionUri);
  const script = webview.asWebviewUri(vscode.Uri.joinPath(folder, 'compare.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(folder, 'compare.css')).toString();
  const nonce = randomBytes(16).toString('base64');
  const { cspSource } = webview;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `img-src ${cspSource} data:`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Compare Versions</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** The only folder the page may load from. */
export function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}
