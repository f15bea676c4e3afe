/** The plugins and documents of a workspace. One database each: it is deleted, and may break, by itself. */
export const workspaceDatabase = (workspace: string): string => `imjoy_workspace_${workspace}`;

/** The files of a workspace under `/home`. */
export const homeDatabase = (workspace: string): string => `imjoy_home_${workspace}`;

/** Results that need not be computed again. */
export const resultsDatabase = (workspace: string): string => `imjoy_results_${workspace}`;

/** Which workspaces there are. */
export const CONFIG_DATABASE = 'imjoy_config';
