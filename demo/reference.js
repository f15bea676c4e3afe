/** Writes the reference from what the kit says of itself: nothing on this page is written twice. */
import { loadReference } from '../dist/core.js';

/** What pages are made of; everything else is a part of these. */
const FOR_PAGES = [
  'imjoy-workspace',
  'imjoy-window',
  'imjoy-plugin-menu',
  'imjoy-editor',
  'imjoy-ui-form',
];

function create(tag, fields = {}, ...children) {
  const element = Object.assign(document.createElement(tag), fields);
  element.append(...children);
  return element;
}

const code = (text) => create('code', {}, text);

/** A text with `code` between backticks. */
const inline = (text) =>
  text.split('`').map((part, index) => (index % 2 === 1 ? code(part) : part));

const paragraphs = (text = '') =>
  text.split(/\n\s*\n/).map((part) => create('p', {}, ...inline(part)));

/** A list of what has a name: each with its type beside it and what it means below. */
const list = (items) =>
  create(
    'dl',
    { className: 'members' },
    ...items.map(({ id, name, type, notes = [], text }) =>
      create(
        'div',
        { id },
        create(
          'dt',
          {},
          code(name),
          ...(type ? [create('span', { className: 'type' }, type)] : []),
          ...notes.map((note) => create('span', { className: 'note' }, note)),
        ),
        create('dd', {}, ...inline(text || '')),
      ),
    ),
  );

const section = (title, items) => (items.length > 0 ? [create('h4', {}, title), list(items)] : []);

const isPublic = ({ privacy }) => privacy === undefined || privacy === 'public';

const defaultOf = (value) =>
  value === undefined || value === 'null' || value === "''" ? [] : [`default ${value}`];

function signatureOf({ name, parameters = [], return: result }) {
  const taken = parameters.map(
    (parameter) =>
      `${parameter.name}${parameter.optional || parameter.default ? '?' : ''}: ${parameter.type?.text ?? 'any'}`,
  );
  return `${name}(${taken.join(', ')})${result?.type.text ? `: ${result.type.text}` : ''}`;
}

function elementSection(element) {
  const { tagName, description, members = [], attributes = [], events = [] } = element;
  const own = members.filter(isPublic);
  const isAttribute = ({ name }) => attributes.some(({ fieldName }) => fieldName === name);
  const named = (entries = [], type) =>
    entries.map((entry) => ({
      id: `${tagName}.${type}.${entry.name || 'default'}`,
      name: entry.name || '(default)',
      type: entry.type?.text,
      notes: defaultOf(entry.default),
      text: entry.description,
    }));
  const propertyOf = ({ name, fieldName }) =>
    fieldName && fieldName !== name ? [`property ${fieldName}`] : [];
  return create(
    'section',
    {},
    create('h3', { id: tagName }, code(`<${tagName}>`)),
    ...paragraphs(description),
    ...section(
      'Attributes',
      attributes.map((attribute) => {
        const [item] = named([attribute], 'attribute');
        return { ...item, notes: [...propertyOf(attribute), ...item.notes] };
      }),
    ),
    ...section(
      'Properties',
      own
        .filter((member) => member.kind === 'field' && !isAttribute(member))
        .map((member) => {
          const [item] = named([member], 'property');
          return { ...item, notes: member.readonly ? ['read only'] : item.notes };
        }),
    ),
    ...section(
      'Methods',
      own
        .filter(({ kind }) => kind === 'method')
        .map((method) => ({
          id: `${tagName}.method.${method.name}`,
          name: signatureOf(method),
          text: method.description,
        })),
    ),
    ...section('Events', named(events, 'event')),
    ...section('Slots', named(element.slots, 'slot')),
    ...section('Parts', named(element.cssParts, 'part')),
    ...section('Custom properties', named(element.cssProperties, 'css')),
    ...section('States', named(element.cssStates, 'state')),
  );
}

function tokenList({ cssProperties }) {
  const terms = list(
    cssProperties.map(({ name, default: value }) => ({ id: `theme.${name}`, name, type: value })),
  );
  for (const term of terms.querySelectorAll('dt')) {
    const value = term.querySelector('.type').textContent;
    if (!value.startsWith('light-dark')) continue;
    const swatch = create('span', { className: 'swatch' });
    swatch.style.background = value;
    term.prepend(swatch);
  }
  return terms;
}

const configList = (fields) =>
  fields.flatMap(({ name, type, doc, byTag, required, values = [] }) => {
    const notes = [required && 'required', byTag && 'may depend on the tag'].filter(Boolean);
    const item = list([{ id: `config.${name}`, name, type, notes, text: doc }]);
    const known = values.filter((value) => value.doc);
    if (known.length > 0) {
      const meanings = known.map(({ value, doc: text }) => ({ name: value, text }));
      item.querySelector('dd').append(list(meanings));
    }
    return item;
  });

const apiList = (members) =>
  list(
    members.map(({ name, kind, signature, doc, deprecated }) => ({
      id: `api.${name}`,
      name:
        kind === 'function'
          ? `api.${name}${signature.replace(/\) => (?!.*\) => )/, '): ')}`
          : `api.${name}`,
      type: kind === 'constant' ? signature : undefined,
      text: deprecated ? `${doc} Now: ${deprecated}.` : doc,
    })),
  );

const contents = (elements) =>
  create(
    'ul',
    { className: 'index' },
    ...elements.map(({ tagName }) =>
      create('li', {}, create('a', { href: `#${tagName}` }, code(tagName))),
    ),
  );

const show = (id, ...content) => document.getElementById(id).replaceChildren(...content);

const [{ apiMembers, configFields }, { modules }] = await Promise.all([
  loadReference(),
  fetch('../dist/custom-elements.json').then((response) => response.json()),
]);
const declarations = modules.flatMap((module) => module.declarations);
const elements = declarations.filter(({ tagName }) => tagName);
const find = (name) => elements.find(({ tagName }) => tagName === name);
const forPages = FOR_PAGES.map(find);
const parts = elements
  .filter((element) => !forPages.includes(element))
  .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));

show('elements-list', contents(forPages), ...forPages.map(elementSection));
show('parts-list', contents(parts), ...parts.map(elementSection));
show('theme-list', tokenList(declarations.find(({ name }) => name === 'tokens')));
show('config-list', ...configList(configFields));
const current = apiMembers.filter(({ deprecated }) => !deprecated);
show('api-list', apiList(current));
show('older-list', apiList(apiMembers.filter((member) => !current.includes(member))));

// The browser looked for the anchor when there was nothing yet.
if (location.hash)
  document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: 'instant' });
document.querySelector('main').dataset.state = 'written';
