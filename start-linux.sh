#!/bin/sh
# Double-click starter: runs Circletime from the folder this file is in and opens console and screen in the browser.
cd "$(dirname "$0")" || exit 1

stay() {
  printf '\n按回车键关闭。Press Enter to close.\n'
  # Without a terminal nobody could press anything.
  if [ -t 0 ]; then read -r _; fi
}

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo '没有找到 Node.js 和 npm。请先安装 Node.js 20 或更高版本,然后再双击本文件。'
  echo 'Node.js and npm were not found. Install Node.js 20 or newer, then double-click this file again.'
  stay
  exit 1
fi

# The browser is opened once the server says it is ready.
npm start --silent -- --open "$@"
status=$?
if [ "$status" -ne 0 ]; then
  echo '没有启动成功,原因见上面的文字。It did not start; the lines above say why.'
  stay
fi
exit "$status"
