import { messageOf } from '../../base/error.js';
import { formType } from './form-type.js';
import { comment, unionOf } from './print-type.js';
import { schemaType } from './schema-type.js';

/** What is run: a plugin, or one of its operators. */
export interface Runnable {
  readonly name: string;
  /** Its forms: with tags, it may have several. */
  readonly uis: readonly unknown[];
  readonly inputs: unknown;
  readonly outputs: unknown;
}

/** What it is run with and what it resolves with. */
export interface RunTypes {
  readonly context: string;
  readonly result: string;
  /** The declarations that these two need. */
  readonly text: string;
  readonly problems: readonly string[];
}

/** Declares the types of a run, those that are known, under names that begin with `typeName`. */
export function declareRun(typeName: string, { name, uis, inputs, outputs }: Runnable): RunTypes {
  const declared: string[] = [];
  const problems: string[] = [];
  const declare = (ending: string, doc: string, type: string): string => {
    declared.push(`${comment(doc)}export type ${typeName}${ending} = ${type};\n\n`);
    return `${typeName}${ending}`;
  };
  const data = (ending: string, doc: string, schema: unknown): string => {
    if (schema === undefined || schema === null) return 'any';
    const { type, problem } = schemaType(schema);
    if (problem !== null) problems.push(`${name}: ${problem}`);
    return problem === null ? declare(ending, doc, type) : 'any';
  };
  const forms = uis.map((ui) => {
    try {
      return formType(ui);
    } catch (error) {
      problems.push(`${name}: ${messageOf(error)}`);
      return null;
    }
  });
  // Without a form, whoever runs it may say what they like.
  const isOpen = forms.every((form) => form === null);
  const config = isOpen
    ? 'Record<string, any>'
    : declare('Config', `The values of the form of ${name}.`, unionOf(forms.map(orNothing)));
  const context = `RunContext<${config}, ${data('Inputs', `What ${name} works on.`, inputs)}>`;
  const result = data('Outputs', `What a run of ${name} resolves with.`, outputs);
  return { context, result, text: declared.join(''), problems };
}

const orNothing = (form: string | null): string => form ?? '{ type?: string }';
