vcl 4.1;

backend upstream {
    .host = "127.0.0.1";
    .port = "@UPSTREAM@";
    .connect_timeout = 1s;
    .first_byte_timeout = 1s;
    .between_bytes_timeout = 1s;
}

backend refused {
    .host = "127.0.0.1";
    .port = "@CLOSED@";
}

backend deaf {
    .host = "127.0.0.1";
    .port = "@DEAF@";
    .connect_timeout = 1s;
}

backend sick {
    .host = "127.0.0.1";
    .port = "@CLOSED@";
    .probe = {
        .interval = 1h;
        .initial = 0;
    }
}

sub vcl_recv {
    if (req.url == "/refused") {
        set req.backend_hint = refused;
    } elseif (req.url == "/deaf") {
        set req.backend_hint = deaf;
    } elseif (req.url == "/sick") {
        set req.backend_hint = sick;
    }
    return (pass);
}
