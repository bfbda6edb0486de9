// What the status bar says.

/** The answer of the server's command `typilus.status`. */
export interface Status {
    typed: number;
    slots: number;
    percent: number;
    hints: number;
}

/** The text of the status bar, and what it says below the pointer; undefined where nothing is known of a file. */
export function statusTexts(status: Status | null | undefined): { text: string; tooltip: string } | undefined {
    if (!status) {
        return undefined;
    }
    const more = status.hints === 1 ? "1 type" : `${status.hints} types`;
    const offer = status.hints ? `\nClick to insert ${more} that are sure enough` : "";
    return {
        text: `${status.percent} % typed`,
        tooltip: `Typilus: ${status.typed} of ${status.slots} parameters and returns are annotated${offer}`,
    };
}
