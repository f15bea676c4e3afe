import type { Command } from '../palette/command.js';
import type { AppActions } from './app-actions.js';

/** Everything the palette offers: operators, windows, plugins and what the application does. */
export function appCommands(actions: AppActions): Command[] {
  return [
    ...operatorCommands(actions),
    ...windowCommands(actions),
    ...pluginCommands(actions),
    ...generalCommands(actions),
  ];
}

function operatorCommands({ workspace }: AppActions): Command[] {
  return workspace.services.operators().map(({ key, provider }) => ({
    id: `run ${key}`,
    title: key === provider ? key : key.slice(provider.length + 1),
    group: key === provider ? 'Run' : `Run · ${provider}`,
    detail: key === provider ? workspace.plugins.find(provider)?.config.description : undefined,
    // A failure is shown by the workspace itself.
    run: () => void workspace.run(key).catch(() => undefined),
  }));
}

function windowCommands({ workspace }: AppActions): Command[] {
  return workspace.windows.all.map((window) => ({
    id: `window ${window.id}`,
    title: window.state.name,
    group: 'Window',
    run: () => void window.controls.focus?.(),
  }));
}

function pluginCommands(actions: AppActions): Command[] {
  const { plugins, library } = actions.workspace;
  const names = new Set([...library.installed.keys(), ...plugins.all.map(({ name }) => name)]);
  return [...names].map((name) => ({
    id: `edit ${name}`,
    title: `Edit ${name}`,
    group: 'Plugin',
    run: () => actions.editPlugin(name),
  }));
}

function generalCommands(actions: AppActions): Command[] {
  const { dock } = actions;
  return [
    ...actions.templates.map((template) => ({
      id: `new ${template.id}`,
      title: `New plugin: ${template.title}`,
      group: 'Create',
      detail: template.description,
      run: () => actions.newPlugin(template),
    })),
    command('Plugin library…', 'Plugin', () => actions.browse()),
    command('Plugin engines…', 'Plugin', () => actions.showEngines()),
    ...actions.terminalEngines.map((engine) =>
      command(`Terminal on ${engine.url}`, 'Plugin', () => actions.openTerminal(engine)),
    ),
    command('Open files…', 'File', () => void actions.openFiles()),
    command('Open a folder…', 'File', () => void actions.openFiles({ directory: true })),
    ...(actions.hasManagedFiles
      ? [command('Files on the engine…', 'File', () => void actions.openManagedFiles())]
      : []),
    command('New workflow', 'Create', () => actions.newWorkflow()),
    ...(dock.canUndo
      ? [command('Undo the last change of the layout', 'Layout', () => dock.undo())]
      : []),
    ...(dock.canRedo
      ? [command('Redo the change of the layout', 'Layout', () => dock.redo())]
      : []),
    command('Close all windows', 'Layout', () => actions.closeAll()),
    command('Show or hide the plugins', 'Layout', () => actions.toggleMenu()),
  ];
}

const command = (title: string, group: string, run: () => void): Command => ({
  id: title,
  title,
  group,
  run,
});
