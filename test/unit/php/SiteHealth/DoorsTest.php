<?php
declare(strict_types=1);

namespace Duet\Test\SiteHealth;

use Duet\SiteHealth\Doors;
use Duet\SiteHealth\Finding;
use Duet\SiteHealth\RestBlockers;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

require_once __DIR__ . '/functions.php';

/** Real plugins: test/e2e/closed-rest.spec.ts. */
final class DoorsTest extends ShopTestCase {

	private const OURS   = [ 400, '{}' ];
	private const CLOSED = [ 401, '{"code":"rest_cannot_access","message":"Only authenticated users."}' ];

	/** @var list<array{string, array<string, mixed>}> */
	private array $asked = [];

	/**
	 * @param array{int, string}|null $rest  Status and body; null: no answer.
	 * @param array{int, string}|null $front
	 * @param list<string>            $names
	 */
	private function finding( ?array $rest, ?array $front, array $names = [ 'disable-json-api' ] ): ?Finding {
		$post = function ( string $url, array $how ) use ( $rest, $front ): mixed {
			$this->asked[] = [ $url, $how ];
			$answer        = 'https://shop.test/rest' === $url ? $rest : $front;
			return null === $answer ? new \WP_Error( 'http', 'no' ) : [ 'response' => [ 'code' => $answer[0] ], 'body' => $answer[1] ];
		};
		$callbacks = array_map( static fn( string $name ): mixed => self::plugin( $name, "return new WP_Error( 'rest_cannot_access' );" ), $names );
		$blockers  = new RestBlockers( static fn( string $hook ): array => 'rest_authentication_errors' === $hook ? $callbacks : [] );
		return ( new Doors( $post, 'https://shop.test/rest', 'https://shop.test/front', $blockers ) )->finding();
	}

	/** @return mixed The callback of a plugin that is installed for the test. */
	private static function plugin( string $name, string $code ): mixed {
		$folder = WP_PLUGIN_DIR . "/$name";
		if ( ! is_dir( $folder ) ) {
			mkdir( $folder, 0777, true );
		}
		file_put_contents( "$folder/code.php", "<?php return static function ( \$value = null ) { $code };" );
		return require "$folder/code.php";
	}

	public function test_asks_as_a_strangers_browser_would(): void {
		self::assertNull( $this->finding( self::OURS, self::CLOSED ) );
		[ [ $url, $how ] ] = $this->asked;
		self::assertSame( [ 'https://shop.test/rest', [], '{}', 'https://shop.test' ], [ $url, $how['cookies'], $how['body'], $how['headers']['Origin'] ] );
	}

	/** @return iterable<string, array{array{int, string}}> */
	public static function closed(): iterable {
		yield '401' => [ self::CLOSED ];
		yield '404' => [ [ 404, '' ] ];
		yield 'a page that looks fine' => [ [ 200, '<html></html>' ] ];
		yield 'a page with our status' => [ [ 400, '<html></html>' ] ];
	}

	/** @param array{int, string} $rest */
	#[DataProvider( 'closed' )]
	public function test_a_closed_rest_api_is_named_and_its_plugin_too( array $rest ): void {
		$finding = $this->finding( $rest, self::OURS );
		self::assertSame( [ 'duet_doors', false ], [ $finding?->test, $finding?->urgent ] );
		self::assertStringContainsString( "closed by: disable-json-api (status $rest[0])", (string) $finding?->text );
		$both = $this->finding( $rest, [ 403, '' ], [] );
		self::assertTrue( $both?->urgent );
		self::assertStringContainsString( 'a firewall', (string) $both?->text );
	}

	public function test_a_server_that_cannot_reach_itself_knows_nothing(): void {
		self::assertNull( $this->finding( null, null ) );
	}

	public function test_the_plugin_is_found_by_its_callbacks_and_of_several_by_the_answer(): void {
		$plugins = WP_PLUGIN_DIR;
		foreach ( [ 'closer' => "return new WP_Error( 'rest_cannot_access' );", 'other' => 'return $value;', 'woocommerce' => "return 'rest_cannot_access';" ] as $name => $code ) {
			if ( ! is_dir( "$plugins/$name" ) ) {
				mkdir( "$plugins/$name", 0777, true );
			}
			file_put_contents( "$plugins/$name/code.php", "<?php return static function ( \$value = null ) { $code };" );
		}
		$of       = static fn( string $name ): mixed => require "$plugins/$name/code.php";
		$blockers = static fn( array $hooks ): RestBlockers => new RestBlockers( static fn( string $hook ): array => $hooks[ $hook ] ?? [] );
		$all      = [ 'rest_authentication_errors' => [ 'strtolower', 'no_such_function', null, $of( 'other' ), $of( 'closer' ), $of( 'woocommerce' ) ] ];
		self::assertSame( [ 'closer' ], $blockers( $all )->of( self::CLOSED[1] ) );
		self::assertSame( [ 'other', 'closer' ], $blockers( $all )->of( '<html></html>' ), 'without a code each may be it' );
		self::assertSame( [ 'other' ], $blockers( [ 'rest_pre_dispatch' => [ $of( 'other' ) ], 'rest_api_init' => [ $of( 'closer' ) ] ] )->of( '{"code":"x"}' ) );
		file_put_contents( "$plugins/closer/dies.php", "<?php return static function () { wp_die( 'You are not authorized.', '', 403 ); };" );
		$dies = require "$plugins/closer/dies.php";
		self::assertSame( [ 'closer' ], $blockers( [ 'rest_api_init' => [ $of( 'other' ), $dies ] ] )->of( '<!DOCTYPE html><body id="error-page"><div class="wp-die-message">You are not authorized.</div>' ), 'a page of wp_die()' );
		self::assertSame( [], $blockers( [ 'rest_api_init' => [ $of( 'other' ) ], 'rest_pre_dispatch' => [ $of( 'woocommerce' ) ] ] )->of( self::CLOSED[1] ) );
	}
}
