// The editor's settings as the server takes them.

/** The settings that are sent; null where nothing is set, so that the project's own hold. */
export interface Settings {
    minConfidence: number | null;
    only: string[] | null;
    findings: string | null;
}

/** Read them with the editor's own function. */
export function readSettings(get: <T>(name: string) => T | undefined): Settings {
    return {
        minConfidence: get<number>("minConfidence") ?? null,
        only: get<string[]>("only") ?? null,
        findings: get<string>("findings") ?? null,
    };
}
