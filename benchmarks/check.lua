-- For wrk: checks status and length of every answer, and prints what came of it.
-- wrk … -s check.lua URL -- LENGTH [header value]…

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  bad = 0
  length = tonumber(arguments[1])
  for place = 2, #arguments, 2 do
    wrk.headers[arguments[place]] = arguments[place + 1]
  end
  request_text = wrk.format("GET", wrk.path)
end

function request()
  return request_text
end

function response(status, headers, body)
  if status ~= 200 or #body ~= length then
    bad = bad + 1
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout
  for _, thread in ipairs(threads) do
    failed = failed + thread:get("bad")
  end
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "failed": %d, "p99": %f, "p100": %f}\n',
    summary.requests, summary.duration / 1e6, failed,
    latency:percentile(99) / 1e3, latency.max / 1e3))
end
