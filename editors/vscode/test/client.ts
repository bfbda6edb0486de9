// The server as the extension starts it, talked to by the extension's own protocol library, without an editor.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import {
    CodeActionRequest,
    CodeActionResolveRequest,
    DidChangeTextDocumentNotification,
    DidOpenTextDocumentNotification,
    ExecuteCommandRequest,
    ExitNotification,
    HoverRequest,
    InitializeRequest,
    InitializedNotification,
    type InlayHint,
    InlayHintRequest,
    InlayHintResolveRequest,
    ShutdownRequest,
    StreamMessageReader,
    StreamMessageWriter,
    TextDocumentEdit,
    createProtocolConnection,
} from "vscode-languageserver-protocol/node";

import { inspect, serverArguments } from "../src/interpreter";
import { readSettings } from "../src/settings";
import { type Status, statusTexts } from "../src/status";

const PYTHON = process.env.PYTHON ?? "python3";
const TEXT = 'def area(width, height=2.0, *, name: str = "🦆"): return width * height\n\n\ndef close(flag=False):\n    print(flag)\n';
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

test("an interpreter is inspected before it is used", async () => {
    assert.equal(await inspect(PYTHON), "ready");
    assert.equal(await inspect("/no/such/python"), "not usable");
});

test("what is not set stays the project's affair", () => {
    assert.deepEqual(readSettings(() => undefined), { minConfidence: null, only: null, findings: null });
});

test("the status bar counts", () => {
    assert.equal(statusTexts({ typed: 3, slots: 8, percent: 37, hints: 1 })?.text, "37 % typed");
    assert.equal(statusTexts(null), undefined);
});

test("the server answers the extension's client", { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "typilus-"));
    const uri = pathToFileURL(join(folder, "shop.py")).toString();
    const server = spawn(PYTHON, serverArguments(), { stdio: ["pipe", "pipe", "inherit"], cwd: folder });
    const ended = new Promise<number | null>((resolve) => server.on("exit", resolve));
    const connection = createProtocolConnection(
        new StreamMessageReader(server.stdout),
        new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    const settings = { ...readSettings(() => undefined), minConfidence: 0.6 };
    const started = await connection.sendRequest(InitializeRequest.type, {
        processId: process.pid,
        rootUri: pathToFileURL(folder).toString(),
        workspaceFolders: [{ uri: pathToFileURL(folder).toString(), name: "folder" }],
        initializationOptions: settings,
        capabilities: {
            workspace: { workspaceEdit: { documentChanges: true } },
            textDocument: {
                inlayHint: { resolveSupport: { properties: ["textEdits"] } },
                codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
            },
        },
    });
    assert.ok(started.capabilities.inlayHintProvider);
    await connection.sendNotification(InitializedNotification.type, {});
    const document = { uri, languageId: "python", version: 1, text: TEXT };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: document });

    const hints = (await connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range: WHOLE })) ?? [];
    const returned = hints.find((hint) => hint.label === " -> float") as InlayHint;
    assert.deepEqual(returned.position, { line: 0, character: TEXT.indexOf("):") + 1 }); // both count UTF-16
    const resolved = await connection.sendRequest(InlayHintResolveRequest.type, returned);
    assert.equal(resolved.textEdits?.[0]?.newText, " -> float");

    const at = { line: 0, character: TEXT.indexOf("height") };
    const hover = await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: at });
    assert.match(JSON.stringify(hover), /area\.height/);

    const actions = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range: { start: at, end: at },
        context: { diagnostics: [] },
    });
    const action = (actions ?? []).find((each) => each.title.startsWith("height: float"));
    assert.ok(action && "kind" in action && action.kind === "refactor.rewrite.typilus");
    const { edit } = await connection.sendRequest(CodeActionResolveRequest.type, action);
    const change = edit?.documentChanges?.[0];
    assert.ok(TextDocumentEdit.is(change) && change.textDocument.version === 1);

    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: 2 },
        contentChanges: [{ text: TEXT.replace("height=2.0", "height: float = 2.0") }],
    });
    const status: Status = await connection.sendRequest(ExecuteCommandRequest.type, {
        command: "typilus.status",
        arguments: [uri],
    });
    assert.deepEqual({ typed: status.typed, slots: status.slots }, { typed: 2, slots: 6 });

    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    assert.equal(await ended, 0);
    connection.dispose();
});
