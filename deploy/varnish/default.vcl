# Varnish (6.0 or newer) in front of the site. A proxy before it ends TLS, adds the
# client to X-Forwarded-For and sets X-Forwarded-Proto.
#
#     varnishd -f deploy/varnish/default.vcl -a :6081 -s malloc,256m
#
# The site tells it what to forget: FRONTEND_CACHE_URL=http://127.0.0.1:6081
# Put deploy/503.html where `vcl_backend_error` below reads it.
vcl 4.1;

import std;

# Where gunicorn listens.
backend site {
    .host = "127.0.0.1";
    .port = "8000";
    .first_byte_timeout = 60s;
}

# Who may say what to forget: the machines that run the site.
acl tellers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # A comma: somebody's request that a proxy of ours has passed on.
        if (client.ip !~ tellers || req.http.X-Forwarded-For ~ ",") {
            return (synth(403, "Forbidden"));
        }
        if (req.url ~ "\*$") {
            # All that begins so.
            set req.http.X-Pattern = "^" + regsuball(
                regsub(req.url, "\*$", ""), "[^0-9A-Za-z/_%-]", "[\0]");
            ban("obj.http.X-Cache-Path ~ " + req.http.X-Pattern);
        } else {
            # One path, whatever the query and however a client writes it.
            ban("obj.http.X-Cache-Path == " + req.url);
        }
        return (synth(200, "Forgotten"));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # For one person each, or files that the site itself decides about each time.
    if (req.url ~ "^/(admin|documents|health|media|shared)/" ||
        req.url ~ "/_util/") {
        return (pass);
    }
    # The API looks at no cookie. Pages look at these; all others are not ours.
    if (req.url ~ "^/(api|oembed|static)/" ||
        req.http.Cookie !~ "(session|sessionid|csrf|csrftoken|messages)=") {
        unset req.http.Cookie;
    }
    # Pages are smaller for whoever asks for that: two kinds, however it is written.
    if (req.http.Save-Data ~ "(?i)^ *on *$") {
        set req.http.Save-Data = "on";
    } else {
        unset req.http.Save-Data;
    }
    set req.url = std.querysort(req.url);
}

sub vcl_hash {
    # Over HTTP the site answers with a redirect.
    hash_data(req.http.X-Forwarded-Proto);
}

sub vcl_backend_response {
    if (bereq.url ~ "^/static/" && beresp.status == 200) {
        return (deliver);
    }
    # Kept is only what the site says may be kept, and no longer: s-maxage and
    # stale-while-revalidate end at the instant at which something changes.
    if (beresp.status != 200 || beresp.http.Set-Cookie ||
        beresp.http.Cache-Control !~ "s-maxage=[1-9]") {
        set beresp.uncacheable = true;
        set beresp.ttl = 10s;
        return (deliver);
    }
    if (beresp.http.Cache-Control !~ "stale-while-revalidate=[1-9]") {
        set beresp.grace = 0s;
    }
    # Asked again with its ETag, an old answer may turn out to hold still.
    set beresp.keep = 10m;
    # What the site tells one caller.
    unset beresp.http.RateLimit;
    unset beresp.http.RateLimit-Policy;
}

# The site does not answer at all: it is being set up anew, or it is broken.
sub vcl_backend_error {
    set beresp.status = 503;
    set beresp.http.Retry-After = "60";
    set beresp.http.Cache-Control = "no-store";
    if (bereq.url ~ "^/(api|oembed)/") {
        set beresp.http.Content-Type = "application/json";
        set beresp.http.Access-Control-Allow-Origin = "*";
        set beresp.body = {"{"message": "The site is away for a moment. Please ask again." }"};
    } else {
        set beresp.http.Content-Type = "text/html; charset=utf-8";
        set beresp.body = std.fileread("/etc/varnish/503.html");
    }
    return (deliver);
}

sub vcl_deliver {
    unset resp.http.X-Cache-Path;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
