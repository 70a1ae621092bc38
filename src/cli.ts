#!/usr/bin/env node
import { run } from './cli/run.js'

// Whoever stops reading (`| head`) has seen enough: no stack trace.
process.stdout.on('error', () => process.exit())
process.exitCode = await run(process.argv.slice(2))
