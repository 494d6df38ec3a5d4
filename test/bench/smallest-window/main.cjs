/** The smallest possible Electron app: what the launch and the memory of the product are compared with. */
const path = require('node:path');
const { app, BrowserWindow } = require('electron');

app.on('window-all-closed', () => app.quit());
app
  .whenReady()
  .then(() => new BrowserWindow().loadFile(path.join(__dirname, 'index.html')))
  .catch((error) => {
    console.error(error);
    app.exit(1);
  });
