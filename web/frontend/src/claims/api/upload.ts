/** One file on its way: XMLHttpRequest, because fetch tells nothing of its progress. */
import type { Transport } from './transport'
import { offline, refused, Trouble, unreachable } from './trouble'

/** No whole file has to be there by then, only the next part of it: a phone's upload may take minutes. */
const SILENT_MS = 60_000

export interface Upload {
  done: Promise<unknown>
  cancel(): void
}

/** Sends `file`; `progress` gets the part sent, 0 to 1. The promise fails with Trouble. */
export function upload(
  transport: Transport, path: string, file: File, key: string, progress: (part: number) => void,
): Upload {
  const request = new XMLHttpRequest()
  const done = new Promise<unknown>((resolve, reject) => {
    let silent = 0
    const heard = (): void => {
      clearTimeout(silent)
      silent = window.setTimeout(() => request.abort(), SILENT_MS)
    }
    request.upload.onprogress = (event) => {
      heard()
      if (event.lengthComputable && event.total) progress(event.loaded / event.total)
    }
    request.onload = () => {
      const body = parsed(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(body)
      else reject(refused(request.status, body, request.getResponseHeader('Retry-After')))
    }
    request.onerror = () => reject(navigator.onLine === false ? offline() : unreachable())
    request.onabort = () => reject(new Trouble('上传已中断，请重试。', 'aborted'))
    request.onloadend = () => clearTimeout(silent)
    request.open('POST', transport.base + path)
    for (const [name, value] of Object.entries(transport.headers(key))) request.setRequestHeader(name, value)
    const form = new FormData()
    form.append('file', file, file.name)
    heard()
    request.send(form)
  })
  return { done, cancel: () => request.abort() }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
