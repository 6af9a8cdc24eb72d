import { createConnection, ProposedFeatures, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { serve } from './serve';

const connection = createConnection(ProposedFeatures.all);
serve(connection, new TextDocuments(TextDocument));
connection.listen();
