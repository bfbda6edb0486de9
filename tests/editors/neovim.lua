-- A user's session in Neovim: waits for the server, looks at hints, asks why, and applies actions. What the user sees
-- goes to the file that $SEEN names, as JSON.

local function write(seen)
  local file = assert(io.open(vim.env.SEEN, "w"))
  file:write(vim.json.encode(seen))
  file:close()
end

local function hints()
  local shown = {}
  for _, hint in ipairs(vim.lsp.inlay_hint.get({ bufnr = 0 })) do
    local position = hint.inlay_hint.position
    table.insert(shown, { position.line, position.character, hint.inlay_hint.label })
  end
  return shown
end

local function wait(what, condition)
  assert(vim.wait(60000, condition, 50), "in vain: " .. what)
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

-- The screen, as a terminal shows it: hints are virtual text, which is not in the buffer.
local function screen(lines)
  vim.cmd("redraw")
  local rows = {}
  for row = 1, lines do
    local cells = {}
    for column = 1, vim.o.columns do
      table.insert(cells, vim.fn.screenstring(row, column))
    end
    table.insert(rows, (table.concat(cells):gsub("%s+$", "")))
  end
  return rows
end

local function put_cursor(word)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  assert(vim.fn.search("\\V" .. word, "cW") > 0, word)
end

-- Apply the only action whose title begins so, as `gra` and a choice do.
local function apply(title, only)
  local before = text()
  vim.lsp.buf.code_action({
    context = only and { only = { only }, diagnostics = {} } or nil,
    filter = function(action) return vim.startswith(action.title, title) end,
    apply = true,
  })
  wait("the action " .. title, function() return text() ~= before end)
end

local function session()
  local seen = {}
  wait("the server", function() return #vim.lsp.get_clients({ bufnr = 0, name = "typilus" }) > 0 end)
  wait("hints", function() return #hints() > 0 end)
  wait("findings", function() return #vim.diagnostic.get(0) > 0 end)
  seen.root = vim.lsp.get_clients({ bufnr = 0 })[1].root_dir
  seen.hints, seen.screen = hints(), screen(8)
  seen.finding = vim.diagnostic.get(0)[1]

  put_cursor("height")
  vim.lsp.buf.hover()
  wait("the hover", function() return #vim.api.nvim_list_wins() > 1 end)
  local window = vim.api.nvim_list_wins()[2]
  seen.hover = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  vim.api.nvim_win_close(window, true)

  apply("height: float (")
  seen.annotated = text()
  put_cursor("path")
  apply("path: Path (")
  seen.imported = text()
  put_cursor("count")
  apply("Change int to str", "quickfix")
  seen.fixed = text()
  apply("Annotate this file", "source.fixAll.typilus")
  seen.all = text()
  wait("that the hints go", function() return #hints() == 0 end)

  -- Typed, not put: the editor sends what changes key by key.
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes("Go<CR>def typed(size=2.0): return size * 2<Esc>", true, true, true), "xt", false)
  wait("new hints", function() return #hints() > 0 end)
  seen.typed, seen.last = hints(), vim.api.nvim_buf_line_count(0)
  return seen
end

local ok, result = xpcall(session, debug.traceback)
write(ok and result or { error = result, log = vim.lsp.get_log_path() })
vim.cmd("qall!")
