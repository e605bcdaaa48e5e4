internal import CZeroMQ

/// The kinds of sockets that Interdict uses.
package enum SocketKind: Sendable {
    case push, pull, publish, subscribe, extendedPublish, router, dealer, request, reply, pair

    var code: Int32 {
        switch self {
        case .push: ZMQ_PUSH
        case .pull: ZMQ_PULL
        case .publish: ZMQ_PUB
        case .subscribe: ZMQ_SUB
        case .extendedPublish: ZMQ_XPUB
        case .router: ZMQ_ROUTER
        case .dealer: ZMQ_DEALER
        case .request: ZMQ_REQ
        case .reply: ZMQ_REP
        case .pair: ZMQ_PAIR
        }
    }
}

/// A socket option with its value; times in milliseconds, queues in messages.
package enum SocketOption: Sendable {
    case linger(Int)
    case sendHighWater(Int)
    case receiveHighWater(Int)
    case sendTimeout(Int)
    case receiveTimeout(Int)
    /// Queue messages only for connections that are complete.
    case immediate(Bool)
    /// A ROUTER says `unreachable` instead of dropping silently.
    case routerMandatory(Bool)
    case routingID([UInt8])
    case subscribe([UInt8])
    case unsubscribe([UInt8])
    /// Largest message in bytes; only for sockets that bind: a connecting receiver stays deaf after an oversize one.
    case maximumMessageSize(Int)
    /// ZMTP heartbeats: interval and time-out.
    case heartbeat(interval: Int, timeout: Int)
    case reconnectInterval(Int, maximum: Int)
    case handshakeInterval(Int)
    /// How long a TCP connection may take to come about.
    case connectTimeout(Int)
    /// Binds with CURVE; whom it lets in is for the context's ``Authenticator`` to say.
    case curveServer(CurvePair)
    /// Connects with CURVE, to nobody but the holder of the server's key.
    case curveClient(CurvePair, server: CurveKey)
    /// TCP keep-alive: seconds of silence before the first probe, seconds between probes, probes without an answer.
    case tcpKeepAlive(idle: Int, interval: Int, count: Int)

    var settings: [(name: Int32, value: Value)] {
        switch self {
        case .linger(let value): [(ZMQ_LINGER, .int(value))]
        case .sendHighWater(let value): [(ZMQ_SNDHWM, .int(value))]
        case .receiveHighWater(let value): [(ZMQ_RCVHWM, .int(value))]
        case .sendTimeout(let value): [(ZMQ_SNDTIMEO, .int(value))]
        case .receiveTimeout(let value): [(ZMQ_RCVTIMEO, .int(value))]
        case .immediate(let value): [(ZMQ_IMMEDIATE, .int(value ? 1 : 0))]
        case .routerMandatory(let value): [(ZMQ_ROUTER_MANDATORY, .int(value ? 1 : 0))]
        case .routingID(let value): [(ZMQ_ROUTING_ID, .bytes(value))]
        case .subscribe(let value): [(ZMQ_SUBSCRIBE, .bytes(value))]
        case .unsubscribe(let value): [(ZMQ_UNSUBSCRIBE, .bytes(value))]
        case .maximumMessageSize(let value): [(ZMQ_MAXMSGSIZE, .long(Int64(value)))]
        case .heartbeat(let interval, let timeout):
            [(ZMQ_HEARTBEAT_IVL, .int(interval)), (ZMQ_HEARTBEAT_TIMEOUT, .int(timeout))]
        case .reconnectInterval(let value, let maximum):
            [(ZMQ_RECONNECT_IVL, .int(value)), (ZMQ_RECONNECT_IVL_MAX, .int(maximum))]
        case .handshakeInterval(let value): [(ZMQ_HANDSHAKE_IVL, .int(value))]
        case .connectTimeout(let value): [(ZMQ_CONNECT_TIMEOUT, .int(value))]
        case .curveServer(let pair):
            [
                (ZMQ_CURVE_SERVER, .int(1)), (ZMQ_CURVE_SECRETKEY, .bytes(pair.secret.key.bytes)),
                (ZMQ_ZAP_DOMAIN, .bytes(Array("interdict".utf8))),
            ]
        case .curveClient(let pair, let server):
            [
                (ZMQ_CURVE_SERVERKEY, .bytes(server.bytes)), (ZMQ_CURVE_PUBLICKEY, .bytes(pair.publicKey.bytes)),
                (ZMQ_CURVE_SECRETKEY, .bytes(pair.secret.key.bytes)),
            ]
        case .tcpKeepAlive(let idle, let interval, let count):
            [
                (ZMQ_TCP_KEEPALIVE, .int(1)), (ZMQ_TCP_KEEPALIVE_IDLE, .int(idle)),
                (ZMQ_TCP_KEEPALIVE_INTVL, .int(interval)), (ZMQ_TCP_KEEPALIVE_CNT, .int(count)),
            ]
        }
    }

    enum Value {
        case int(Int)
        case long(Int64)
        case bytes([UInt8])
    }
}
