<?php
declare(strict_types=1);

namespace Duet\Test\Consent;

use Duet\Consent\Country;
use Duet\Support\ClientIp;
use Duet\Test\ShopTestCase;

final class CountryTest extends ShopTestCase {

	/** Addresses that were looked up. @var list<string> */
	private array $looked_up = [];

	private function country( string $found ): Country {
		$database = function ( string $ip ) use ( $found ): string {
			$this->looked_up[] = $ip;
			return $found;
		};
		return new Country( $this->settings(), new ClientIp(), $database );
	}

	/** Each event of a request asks, and a look-up opens a file of 60 MB. */
	public function test_a_request_looks_its_country_up_once(): void {
		$_SERVER['REMOTE_ADDR'] = '198.51.45.7';
		$this->with_settings( [ 'consent' => [ 'mode' => 'assumed', 'countries' => [ 'DE' ] ] ] );
		foreach ( [ 'DE' => true, 'US' => false, '' => true ] as $found => $required ) {
			$this->looked_up = [];
			$country         = $this->country( $found );
			self::assertSame( [ $required, $required, $required ], [ $country->requires(), $country->requires(), $country->requires() ] );
			self::assertSame( [ '198.51.45.7' ], $this->looked_up );
		}
	}

	public function test_the_list_of_countries_is_read_each_time(): void {
		$_SERVER['REMOTE_ADDR'] = '198.51.45.7';
		$this->with_settings( [ 'consent' => [ 'mode' => 'assumed' ] ] );
		$country = $this->country( 'US' );
		self::assertSame( [ false, [] ], [ $country->requires(), $this->looked_up ], 'without countries nobody is looked up' );
	}
}
