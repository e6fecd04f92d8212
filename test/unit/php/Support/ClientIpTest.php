<?php
declare(strict_types=1);

namespace Duet\Test\Support;

use Duet\Support\ClientIp;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class ClientIpTest extends TestCase {

	/** @return iterable<string, array{mixed, string, string, string}> constant, REMOTE_ADDR, X-Forwarded-For, address */
	public static function table(): iterable {
		yield 'plain' => [ null, '198.51.45.7', '', '198.51.45.7' ];
		yield 'a forged header is not read' => [ null, '198.51.45.7', '8.8.8.8', '198.51.45.7' ];
		yield 'private says nothing' => [ null, '10.0.0.3', '8.8.8.8', '' ];
		yield 'loopback says nothing' => [ null, '127.0.0.1', '', '' ];
		yield 'IPv6 loopback' => [ null, '::1', '', '' ];
		yield 'unique local IPv6' => [ null, 'fd00::1', '', '' ];
		yield 'IPv6' => [ null, '2a00:1450:4001:81b::200e', '', '2a00:1450:4001:81b::200e' ];
		yield 'IPv4 in IPv6' => [ null, '::ffff:8.8.4.4', '', '8.8.4.4' ];
		yield 'no address' => [ null, 'unix:', '', '' ];
		yield 'trusted proxy' => [ '10.0.0.0/8', '10.1.2.3', '8.8.8.8', '8.8.8.8' ];
		yield 'rightmost untrusted, not the first' => [ '10.0.0.0/8', '10.1.2.3', '1.1.1.1, 8.8.8.8, 10.9.9.9', '8.8.8.8' ];
		yield 'untrusted remote keeps its word' => [ '10.0.0.0/8', '198.51.45.7', '8.8.8.8', '198.51.45.7' ];
		yield 'all hops trusted' => [ [ '10.0.0.0/8' ], '10.1.2.3', '10.4.4.4', '' ];
		yield 'a broken hop ends the chain' => [ '10.0.0.0/8', '10.1.2.3', '8.8.8.8, evil', '' ];
		yield 'hop with port' => [ '10.0.0.0/8', '10.1.2.3', '8.8.8.8:4711', '8.8.8.8' ];
		yield 'IPv6 hop with port' => [ 'fd00::/8', 'fd00::9', '[2a00:1450::5]:443', '2a00:1450::5' ];
		yield 'odd mask' => [ '172.16.0.0/12', '172.31.255.1', '8.8.8.8', '8.8.8.8' ];
		yield 'just outside the mask' => [ '203.0.112.0/23', '203.0.114.1', '8.8.8.8', '203.0.114.1' ];
		yield 'one address' => [ ' 198.51.45.7 , x', '198.51.45.7', '8.8.8.8', '8.8.8.8' ];
		yield 'a nonsense block trusts nobody' => [ '10.0.0.0/99, /8, 10.0.0.0/-1', '10.1.2.3', '8.8.8.8', '' ];
		yield 'a number trusts nobody' => [ 17, '198.51.45.7', '8.8.8.8', '198.51.45.7' ];
	}

	#[DataProvider( 'table' )]
	public function test_the_table( mixed $trusted, string $remote, string $forwarded, string $address ): void {
		$server = [ 'REMOTE_ADDR' => $remote ] + ( '' === $forwarded ? [] : [ 'HTTP_X_FORWARDED_FOR' => $forwarded ] );
		self::assertSame( $address, ClientIp::trusting( $trusted )->of( $server ) );
	}

	/** @return iterable<string, array{mixed, array<string, mixed>, string, bool}> constant, $_SERVER, address, hidden */
	public static function networks(): iterable {
		$cloudflare = [ 'REMOTE_ADDR' => '162.158.1.1', 'HTTP_CF_CONNECTING_IP' => '8.8.8.8', 'HTTP_X_FORWARDED_FOR' => '8.8.8.8' ];
		yield 'Cloudflare, unknown to the owner' => [ null, $cloudflare, '', true ];
		yield 'Cloudflare, named' => [ '162.158.0.0/15', $cloudflare, '8.8.8.8', false ];
		yield 'Cloudflare, the server restores the address' => [ null, [ 'REMOTE_ADDR' => '8.8.8.8' ] + $cloudflare, '8.8.8.8', false ];
		yield 'the same address, written otherwise' => [ null, [ 'REMOTE_ADDR' => '2a00:1450:0:0::5', 'HTTP_CF_CONNECTING_IP' => '2A00:1450::5' ], '2a00:1450:0:0::5', false ];
		yield 'Cloudflare before a named proxy' => [ '10.0.0.0/8', [ 'REMOTE_ADDR' => '10.0.0.2', 'HTTP_X_FORWARDED_FOR' => '8.8.8.8, 162.158.1.1' ] + $cloudflare, '', true ];
		yield 'CloudFront, unknown' => [ null, [ 'REMOTE_ADDR' => '52.46.0.9', 'HTTP_X_AMZ_CF_ID' => 'x9', 'HTTP_X_FORWARDED_FOR' => '1.1.1.1, 8.8.8.8' ], '', true ];
		yield 'CloudFront, the server restores the address' => [ null, [ 'REMOTE_ADDR' => '8.8.8.8', 'HTTP_X_AMZ_CF_ID' => 'x9', 'HTTP_X_FORWARDED_FOR' => '1.1.1.1, 8.8.8.8' ], '8.8.8.8', false ];
		yield 'CloudFront with a port' => [ null, [ 'REMOTE_ADDR' => '8.8.8.8', 'HTTP_CLOUDFRONT_VIEWER_ADDRESS' => '8.8.8.8:4711' ], '8.8.8.8', false ];
		yield 'a visitor who plays network hides himself' => [ null, [ 'REMOTE_ADDR' => '8.8.8.8', 'HTTP_CF_CONNECTING_IP' => '1.1.1.1' ], '', true ];
		yield 'hostile headers' => [ null, [ 'REMOTE_ADDR' => '8.8.8.8', 'HTTP_CF_CONNECTING_IP' => [ '8.8.8.8' ], 'HTTP_X_FORWARDED_FOR' => '8.8.8.8 evil' ], '', true ];
		yield 'a private proxy, unknown' => [ null, [ 'REMOTE_ADDR' => '10.0.0.2', 'HTTP_X_FORWARDED_FOR' => '8.8.8.8' ], '', true ];
		yield 'a developer at home' => [ null, [ 'REMOTE_ADDR' => '127.0.0.1' ], '', false ];
		yield 'no proxy' => [ null, [ 'REMOTE_ADDR' => '8.8.8.8' ], '8.8.8.8', false ];
	}

	/** @param array<string, mixed> $server */
	#[DataProvider( 'networks' )]
	public function test_a_networks_own_address_is_nobodys( mixed $trusted, array $server, string $address, bool $hidden ): void {
		$ip = ClientIp::trusting( $trusted );
		self::assertSame( [ $address, $hidden ], [ $ip->of( $server ), $ip->is_hidden( $server ) ] );
	}

	/** @return iterable<string, array{mixed, array<string, mixed>, string}> constant, $_SERVER, connection */
	public static function connections(): iterable {
		$network = [ 'REMOTE_ADDR' => '162.158.1.1', 'HTTP_CF_CONNECTING_IP' => '8.8.8.8', 'HTTP_X_FORWARDED_FOR' => '8.8.8.8' ];
		yield 'nobody between' => [ null, [ 'REMOTE_ADDR' => '198.51.45.7' ], '198.51.45.7' ];
		yield 'a network nobody named' => [ null, $network, '162.158.1.1 8.8.8.8' ];
		yield 'a named one' => [ '162.158.0.0/15', $network, '8.8.8.8' ];
		yield 'the server restores the address' => [ null, [ 'REMOTE_ADDR' => '8.8.8.8' ] + $network, '8.8.8.8' ];
		yield 'a client who plays network' => [ null, [ 'REMOTE_ADDR' => '198.51.45.7', 'HTTP_CF_CONNECTING_IP' => '8.8.8.8' ], '198.51.45.7 8.8.8.8' ];
		yield 'a client who plays proxy' => [ null, [ 'REMOTE_ADDR' => '198.51.45.7', 'HTTP_X_FORWARDED_FOR' => '1.1.1.1, 8.8.8.8' ], '198.51.45.7 8.8.8.8' ];
		yield 'a client who writes nonsense' => [ null, [ 'REMOTE_ADDR' => '198.51.45.7', 'HTTP_CF_CONNECTING_IP' => 'x', 'HTTP_X_FORWARDED_FOR' => [ 'y' ] ], '198.51.45.7' ];
		yield 'a private proxy that names its client' => [ null, [ 'REMOTE_ADDR' => '10.0.0.2', 'HTTP_X_FORWARDED_FOR' => '1.1.1.1, 8.8.8.8' ], '10.0.0.2 8.8.8.8' ];
		yield 'a private proxy that names nobody' => [ null, [ 'REMOTE_ADDR' => '10.0.0.2' ], '' ];
		yield 'no address' => [ null, [ 'REMOTE_ADDR' => 'unix:', 'HTTP_X_FORWARDED_FOR' => '8.8.8.8' ], '' ];
	}

	/** @param array<string, mixed> $server */
	#[DataProvider( 'connections' )]
	public function test_who_is_connected( mixed $trusted, array $server, string $connection ): void {
		self::assertSame( $connection, ClientIp::trusting( $trusted )->connection( $server ) );
	}

	public function test_headers_of_the_wrong_kind(): void {
		$ip = ClientIp::trusting( '10.0.0.0/8' );
		self::assertSame( '', $ip->of( [] ) );
		self::assertSame( '', $ip->of( [ 'REMOTE_ADDR' => [ '8.8.8.8' ] ] ) );
		self::assertSame( '', $ip->of( [ 'REMOTE_ADDR' => '10.0.0.1', 'HTTP_X_FORWARDED_FOR' => [ '8.8.8.8' ] ] ) );
		self::assertSame( '', $ip->of( [ 'REMOTE_ADDR' => '10.0.0.1', 'HTTP_X_FORWARDED_FOR' => str_repeat( '8.8.8.8,', 9999 ) ] ) );
	}
}
