/** One block of a plugin file as it stands there. */
export interface Block {
  /** Lower-case element name: `script`, `window`, … */
  readonly name: string;
  /** Attributes by lower-case name; bare and empty ones are `true`. */
  readonly attributes: Readonly<Record<string, string | true>>;
  /** The text between the tags, dedented; never trimmed. */
  readonly content: string;
  /** 1-based line of the file on which `content` starts. */
  readonly line: number;
}

/**
 * A `<script>` block with what decides where it runs pulled out of its attributes, `lang` with the plugin's
 * type in view. Only the attributes are ever written.
 */
export interface ScriptBlock extends Block {
  readonly lang: string;
  readonly tag: string | null;
}

/** Text carried in an `<attachment name="…">`; here `name` is the attachment's own, empty if it has none. */
export interface Attachment extends Omit<Block, 'name'> {
  readonly name: string;
}

/** Something odd that does not keep a plugin from loading. */
export interface PluginWarning {
  /** Kebab-case, stable: for programs. */
  readonly code: string;
  readonly message: string;
  /** 1-based line of the plugin file. */
  readonly line: number;
}

/** A value that may be given once or by tag. */
export type ByTag<T> = T | { readonly [tag: string]: T };

/** The config block: known fields typed, unknown ones kept. Spec 1.5. */
export interface PluginConfig {
  readonly name: string;
  readonly type: ByTag<string>;
  readonly api_version: string;
  readonly version?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly ui?: ByTag<unknown>;
  readonly icon?: ByTag<string | null>;
  readonly cover?: ByTag<string | readonly string[]>;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
  readonly requirements?: ByTag<string | readonly string[]>;
  readonly dependencies?: ByTag<readonly string[]>;
  readonly env?: ByTag<unknown>;
  readonly cmd?: string;
  readonly flags?: ByTag<readonly string[]>;
  readonly runnable?: boolean;
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly permissions?: readonly string[];
  readonly passive?: ByTag<boolean>;
  readonly labels?: ByTag<readonly string[]>;
  readonly base_frame?: ByTag<string>;
  readonly base_worker?: ByTag<string>;
  readonly [field: string]: unknown;
}

/** A config whose fields by tag are settled for one tag. */
export interface FlatConfig extends PluginConfig {
  readonly type: string;
  readonly icon?: string | null;
  readonly cover?: string | readonly string[];
  readonly requirements?: string | readonly string[];
  readonly dependencies?: readonly string[];
  readonly flags?: readonly string[];
  readonly passive?: boolean;
  readonly labels?: readonly string[];
  readonly base_frame?: string;
  readonly base_worker?: string;
}

/** A parsed plugin file: plain data, nothing resolved yet. */
export interface PluginFile {
  readonly config: PluginConfig;
  readonly scripts: readonly ScriptBlock[];
  readonly windows: readonly Block[];
  readonly styles: readonly Block[];
  readonly links: readonly Block[];
  readonly docs: string | null;
  readonly attachments: readonly Attachment[];
  /** Blocks of unknown names, and every `config` and `docs` block after the first. */
  readonly others: readonly Block[];
  readonly warnings: readonly PluginWarning[];
}
