import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/table.css';
import './styles/trend.css';
import './styles/panel.css';
import './styles/changes.css';
import './styles/charts.css';
import './styles/dialogs.css';
import { App } from './app';
import { PageStore } from './pageStore';
import { passNonce } from './passNonce';
import { acquireApi } from './vscodeApi';

passNonce();

const root = document.getElementById('root');
if (root !== null) {
  const store = new PageStore(acquireApi());
  window.addEventListener('message', store.receive);
  // Hidden pages are thrown away: what was not saved by then is lost.
  window.addEventListener('pagehide', () => store.save());
  document.addEventListener('visibilitychange', () => (document.hidden ? store.save() : undefined));
  render(<App store={store} />, root);
  store.start();
}
