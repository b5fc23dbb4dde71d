/** Entry of the page. */
import { createRoot } from 'react-dom/client';
import '@fontsource/lato/latin-400.css';
import '@fontsource/lato/latin-400-italic.css';
import '@fontsource/lato/latin-700.css';
import '@fontsource/lato/latin-900.css';
import 'slack-blocks-to-jsx/dist/style.css';
import { App } from './app.tsx';
import './style/layout.css';
import './style/messages.css';
import './style/controls.css';
import './style/inbox.css';

const root = document.getElementById('root');
// What an error boundary caught has been dealt with: the reader sees which block could not be drawn.
const onCaughtError = (error: unknown) => console.warn(error);
if (root) createRoot(root, { onCaughtError }).render(<App />);
