@echo off
chcp 65001 >nul
title Circletime
cd /d "%~dp0"

where node >nul 2>nul
if errorlevel 1 (
  echo.
  echo 没有找到 Node.js。请先安装 Node.js 20 或更高版本,然后再双击本文件。
  echo Node.js was not found. Install Node.js 20 or newer, then double-click this file again.
  echo.
  pause
  exit /b 1
)

rem The browser is opened once the server says it is ready.
call npm start --silent -- --open
if errorlevel 1 (
  echo.
  echo 没有启动成功,原因见上面的文字。
  echo It did not start; the lines above say why.
  echo.
  pause
)
