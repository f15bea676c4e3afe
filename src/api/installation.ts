import { ImjoyError } from '../base/error.js';
import { isSourceText } from '../plugin-file/source-text.js';
import type { PluginRecord } from '../registry/plugin-record.js';
import { speakerOf, type ApiHost, type Caller, type Capability } from './api-host.js';
import { isFields, needText, textOr, type Fields } from './arguments.js';

/** How long the user is told of an installation, in seconds. */
const SHOWN = 4;

/** Adding plugins to the workspace for good and taking them out. Spec 4.2, 6.5. */
export const installation: Capability = (host, caller) => ({
  async installPlugin(config: unknown) {
    const fields: Fields = isFields(config) ? config : { src: config };
    const src = needText(fields.src ?? fields.uri, 'installPlugin');
    const plugin = await host.read({ src, tag: textOr(fields.tag, null) }, caller);
    await needConsent(host, caller, describeInstallation(host, plugin, src));
    await host.library.keep(asOfUser(plugin), fields.do_not_load === true);
    host.shell.showSnackbar(`${plugin.name} is installed`, SHOWN);
    return { ...plugin.config, tag: plugin.tag };
  },
  async uninstallPlugin(config: unknown) {
    const name = isFields(config) ? config.name : config;
    const known = needText(name, 'uninstallPlugin');
    if (!isHere(host, known)) return;
    await needConsent(host, caller, `remove the plugin "${known}"`);
    await host.library.uninstall(known);
  },
});

function describeInstallation(host: ApiHost, plugin: PluginRecord, src: string): string {
  const verb = isHere(host, plugin.name) ? 'replace' : 'install';
  const from = isSourceText(src) ? '' : ` from ${plugin.origin.url ?? src}`;
  return `${verb} the plugin "${plugin.name}"${from}`;
}

/** What the user agreed to have is the user's, whoever proposed it. */
const asOfUser = (plugin: PluginRecord) => plugin.copy({ ...plugin.origin, scope: [] });

/** One that could not be loaded is here as well. */
const isHere = ({ plugins, library }: ApiHost, name: string): boolean =>
  plugins.find(name) !== undefined || library.installed.has(name);

/** The page may do as it likes; a plugin acts on other plugins only with the user's yes. */
async function needConsent({ shell }: ApiHost, caller: Caller, what: string): Promise<void> {
  const from = speakerOf(caller);
  if (from === null) return;
  const agreed = await shell.confirm({
    title: 'Permission',
    text: `${from} wants to ${what}.`,
    html: null,
    confirmText: 'Allow',
    cancelText: 'Refuse',
    from,
  });
  if (!agreed) throw new ImjoyError('PERMISSION_DENIED', `${from} was not allowed to ${what}`);
}
