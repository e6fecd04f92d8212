<?php
declare(strict_types=1);

namespace Duet\Test\Consent;

use Duet\Consent\CountryRules;
use Duet\Consent\RegionRoute;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\PreserveGlobalState;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/** A constant cannot be taken back. */
#[RunTestsInSeparateProcesses]
#[PreserveGlobalState( false )]
final class RegionRouteTest extends ShopTestCase {

	protected function tearDown(): void {
		unset( $_SERVER['HTTP_SEC_FETCH_SITE'] );
	}

	public function test_no_cache_keeps_an_answer(): void {
		$countries = $this->createStub( CountryRules::class );
		$countries->method( 'requires' )->willReturn( false );
		foreach ( [ 'same-origin' => 200, 'cross-site' => 403 ] as $site => $status ) {
			$told                           = [];
			$GLOBALS['duet_shop']['hooks']  = [];
			$_SERVER['HTTP_SEC_FETCH_SITE'] = $site;
			$hear                           = static function ( string $why ) use ( &$told ): void {
				$told[] = $why;
			};
			add_action( 'litespeed_control_set_nocache', $hear );
			$answer = ( new RegionRoute( $countries, $this->guard() ) )->answer();
			self::assertSame( [ $status, 'no-store' ], [ $answer->status, $answer->headers['Cache-Control'] ] );
			self::assertSame( [ true, [ 'Duet: differs by visitor' ] ], [ defined( 'DONOTCACHEPAGE' ) && DONOTCACHEPAGE, $told ] );
		}
	}

	public function test_a_look_up_that_breaks_allows_nothing(): void {
		$_SERVER['HTTP_SEC_FETCH_SITE'] = 'same-origin';
		$countries = $this->createStub( CountryRules::class );
		$countries->method( 'requires' )->willThrowException( new \TypeError( 'a database' ) );
		$answer = ( new RegionRoute( $countries, $this->guard() ) )->answer();
		self::assertSame( [ 'required' => true ], $answer->data );
	}
}
