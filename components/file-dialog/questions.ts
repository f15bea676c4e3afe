import type { FileManager } from './file-manager.js';
import type { FileQuestion } from './file-question-element.js';

/** What to do with an upload whose name is taken; the values are a `ClashAnswer`. */
export const clashQuestion = (name: string, hasOthers: boolean): FileQuestion => ({
  heading: 'There is a file of this name already',
  text: name,
  choices: [
    { label: 'Skip', value: 'skip' },
    { label: 'Replace', value: 'replace' },
    { label: 'Keep both', value: 'keep' },
  ],
  forAll: hasOthers ? 'The same for all others' : null,
});

/** `yes` or not. */
export function removeQuestion(names: readonly string[], manager: FileManager): FileQuestion {
  const [first = ''] = names;
  const what = names.length === 1 ? first : `${names.length} files and folders`;
  return {
    heading: manager.keepsTrash ? `Move ${what} to the trash?` : `Delete ${what}?`,
    text: manager.keepsTrash
      ? `It stays in the folder .imjoy-trash of what the engine shares, until you delete it there.`
      : `${manager.name} may not be able to bring it back.`,
    choices: [
      { label: 'Cancel', value: 'no' },
      { label: manager.keepsTrash ? 'Move to the trash' : 'Delete', value: 'yes' },
    ],
    forAll: null,
  };
}

/** `yes` or not. */
export const leaveQuestion: FileQuestion = {
  heading: 'Files are being uploaded',
  text: 'What has not arrived yet will not be there.',
  choices: [
    { label: 'Stop and close', value: 'yes' },
    { label: 'Go on uploading', value: 'no' },
  ],
  forAll: null,
};
