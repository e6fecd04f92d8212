<?php
/**
 * Prints the container for the settings in argv[1], as the route hands it out.
 */

declare(strict_types=1);

require dirname( __DIR__, 2 ) . '/php/bootstrap.php';

use Duet\Event\Catalogue;
use Duet\Settings\{ Schema, Settings, Tokens };
use Duet\TagManager\Container;

$GLOBALS['duet_test_options']['duet_settings'] = json_decode( $argv[1], true );

echo json_encode( ( new Container( new Settings( Schema::shipped(), new Tokens( [], 'secret' ) ), Catalogue::shipped() ) )->export() );
